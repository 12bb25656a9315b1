//! What it takes to draw a picture.

use crate::components::tile::{srcset, tile_style, words_for};
use model::{Photo, PhotoId};
use serde::{Deserialize, Serialize};

/// A picture on the stage. All of it but the original can be told from the tile of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    pub id: PhotoId,
    /// What is seen on it, or when it was taken.
    pub words: String,
    /// What is at hand at once: the rendition in its tile, or the smallest one.
    pub small: String,
    pub preview: String,
    /// The renditions with their widths (HTML `srcset`).
    pub srcset: String,
    /// The data that CSS needs: `--ratio` and `--placeholder`.
    pub style: String,
    /// Of the original, upright, in px.
    pub width: u32,
    pub height: u32,
    /// The original's address; none while it is not known.
    pub original: Option<String>,
    /// Whether the original moves.
    pub animated: bool,
}

impl From<&Photo> for Picture {
    fn from(photo: &Photo) -> Self {
        Self {
            id: photo.id,
            words: words_for(photo),
            small: photo.urls.thumb.clone(),
            preview: photo.urls.preview.clone(),
            srcset: srcset(photo),
            style: tile_style(photo),
            width: photo.width,
            height: photo.height,
            original: Some(photo.urls.original.clone()),
            animated: photo.animated,
        }
    }
}

impl Picture {
    /// How wide it is drawn (HTML `sizes`): as wide as the window, or as its shape is when it is as high.
    pub fn sizes(&self) -> String {
        let ratio = f64::from(self.width) / f64::from(self.height.max(1));
        format!("min(100vw, {:.2}vh)", ratio * 100.0)
    }
}

#[cfg(feature = "hydrate")]
mod from_tile {
    use super::Picture;
    use model::PhotoId;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlElement, HtmlImageElement};

    impl Picture {
        /// What a tile, a link around an image, tells of its picture.
        pub fn in_tile(tile: &Element) -> Option<Self> {
            let address = tile.get_attribute("href")?;
            let path = address.split('?').next().unwrap_or_default();
            let id: PhotoId = path.rsplit('/').next()?.parse().ok()?;
            let image: HtmlImageElement = tile.query_selector("img").ok()??.dyn_into().ok()?;
            let srcset = image.get_attribute("srcset")?;
            let preview = srcset.rsplit(", ").next()?.split(' ').next()?.to_owned();
            let (ratio, placeholder) = (told(tile, "--ratio")?, told(tile, "--placeholder"));
            let (width, height) = ratio.trim_start_matches("calc(").trim_end_matches(')').split_once('/')?;
            let (width, height) = (width.trim().parse().ok()?, height.trim().parse().ok()?);
            Some(Self {
                id,
                words: image.alt(),
                small: image.current_src(),
                preview,
                srcset,
                style: match placeholder {
                    Some(placeholder) => format!("--ratio:{ratio};--placeholder:{placeholder}"),
                    None => format!("--ratio:{ratio}"),
                },
                width,
                height,
                original: None,
                animated: false,
            })
        }
    }

    /// What the `style` of an element or of what it is in says.
    fn told(element: &Element, name: &str) -> Option<String> {
        let around = element.parent_element()?;
        [element, &around].into_iter().find_map(|element| {
            let value = element.dyn_ref::<HtmlElement>()?.style().get_property_value(name).ok()?;
            Some(value.trim().to_owned()).filter(|value| !value.is_empty())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Picture;
    use crate::timeline::sample;

    #[test]
    fn a_picture_is_drawn_as_large_as_the_window_allows() {
        let mut photo = sample::photo(0);
        (photo.width, photo.height) = (4000, 3000);
        let picture = Picture::from(&photo);
        assert_eq!(picture.sizes(), "min(100vw, 133.33vh)");
    }
}
