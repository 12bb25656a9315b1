//! The kinds of picture Pinhole can receive.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A kind of picture, told from its bytes, never from its name.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileType {
    Jpeg,
    Png,
    Gif,
    Webp,
}

impl FileType {
    /// Every kind, in the order in which people are told of them.
    pub const ALL: [Self; 4] = [Self::Jpeg, Self::Png, Self::Gif, Self::Webp];

    /// The media type (IANA), such as `image/jpeg`.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
        }
    }

    /// The usual ending of a file of this kind, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
        }
    }

    /// The kind with this media type, if it is one of ours.
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.media_type() == media_type)
    }
}

impl fmt::Display for FileType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::Webp => "WebP",
        })
    }
}

/// The error of naming a kind of picture that Pinhole does not know.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is not a picture type; known are jpg, jpeg, png, gif and webp")]
pub struct UnknownFileType(String);

impl FromStr for FileType {
    type Err = UnknownFileType;

    /// Read a file ending, with or without the dot, in any case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().trim_start_matches('.').to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" => Ok(Self::Jpeg),
            "png" => Ok(Self::Png),
            "gif" => Ok(Self::Gif),
            "webp" => Ok(Self::Webp),
            _ => Err(UnknownFileType(text.to_owned())),
        }
    }
}

/// Names of types with commas between them.
///
/// Errors: the name that is no type; none when there is no name.
pub fn parse_types(text: &str) -> Result<Vec<FileType>, Option<String>> {
    let mut types = Vec::new();
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let file_type = name.parse().map_err(|_| Some(name.to_owned()))?;
        if !types.contains(&file_type) {
            types.push(file_type);
        }
    }
    if types.is_empty() { Err(None) } else { Ok(types) }
}
