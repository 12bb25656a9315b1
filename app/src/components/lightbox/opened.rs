//! What the lightbox opens with.

use crate::{
    api::photos::{around, photo},
    crossing::{Crossing, Picture},
    timeline::Listed,
};
use model::{AppError, Around, Photo, PhotoId};
use serde::{Deserialize, Serialize};

/// What is known of a picture when its page begins.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Opened {
    /// It is not there, or not to be seen.
    Missing,
    /// What its tile tells; the rest is still to be asked for.
    Handed(Box<Picture>),
    /// All of it, and what lies around it in the list it was opened from.
    Found { photo: Box<Photo>, listed: Listed, around: Around },
}

impl Opened {
    /// What a tile handed over, or else all.
    pub async fn open(id: Option<PhotoId>, word: Option<String>, crossing: Crossing) -> Result<Self, AppError> {
        let Some(id) = id else { return Ok(Self::Missing) };
        match crossing.take(id) {
            Some(picture) => Ok(Self::Handed(Box::new(picture))),
            None => Self::find(id, word).await,
        }
    }

    /// Ask for all of it. `word` is what the address says of the list: `?in=public`.
    pub async fn find(id: PhotoId, word: Option<String>) -> Result<Self, AppError> {
        let photo = match photo(id).await {
            Ok(photo) => photo,
            // To be seen or not is the question here, so what is not there is no failure.
            Err(AppError::NotFound) => return Ok(Self::Missing),
            Err(error) => return Err(error),
        };
        let listed = listed(&photo, word.as_deref());
        // The picture is what was asked for; without its neighbours it is still seen.
        let around = around(id, listed.scope, listed.of.clone()).await.unwrap_or_default();
        Ok(Self::Found { photo: Box::new(photo), listed, around })
    }
}

/// The list a photo was opened from, by what its address says; else the viewer's own, or everybody's.
fn listed(photo: &Photo, word: Option<&str>) -> Listed {
    match word {
        Some("person") => Listed::of(photo.owner.username.clone()),
        Some("public") => Listed::everyones(),
        _ if is_own(photo) => Listed::mine(),
        _ => Listed::everyones(),
    }
}

/// Whether it is the viewer's own. Only an owner is told the digest of the file.
pub fn is_own(photo: &Photo) -> bool {
    photo.sha256.is_some()
}

#[cfg(test)]
mod tests {
    use super::listed;
    use crate::timeline::{Listed, sample};

    #[test]
    fn the_list_is_the_one_the_address_names_or_the_viewers_own() {
        let mut photo = sample::photo(0);
        assert_eq!(listed(&photo, None), Listed::everyones());
        assert_eq!(listed(&photo, Some("person")), Listed::of("anna".to_owned()));
        photo.sha256 = Some(String::new());
        assert_eq!(listed(&photo, None), Listed::mine());
        assert_eq!(listed(&photo, Some("public")), Listed::everyones());
    }
}
