//! What can be known of a file before it is sent, so that nobody waits for a refusal. The server checks again, the bytes too.

use model::{AppError, FileType, Site};

/// Why this file would be refused, if that can be told without its bytes.
pub fn refusal(name: &str, media_type: &str, size: u64, rules: &Site) -> Option<String> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let is_heic = matches!(media_type, "image/heic" | "image/heif") || matches!(ending.as_str(), "heic" | "heif");
    if is_heic {
        return Some(
            "This is a HEIC picture, as iPhones take them. Save it as JPEG, or set the camera to “Most Compatible”, and add that."
                .to_owned(),
        );
    }
    if size == 0 {
        return Some(AppError::Empty.to_string());
    }
    if size > rules.max_content_length {
        return Some(AppError::FileTooLarge { size: Some(size), limit: rules.max_content_length }.to_string());
    }
    let kind = FileType::from_media_type(media_type).or_else(|| ending.parse().ok());
    let allowed = match kind {
        Some(kind) => rules.allowed_types.contains(&kind),
        // Neither the system nor the name says what it is: its bytes will.
        None => media_type.is_empty() || media_type == "application/octet-stream",
    };
    (!allowed).then(|| AppError::TypeNotAllowed { found: None, allowed: rules.allowed_types.clone() }.to_string())
}

#[cfg(test)]
mod tests {
    use super::refusal;
    use model::{FileType, RegistrationPolicy, Site};

    fn rules() -> Site {
        Site {
            registration: RegistrationPolicy::Open,
            first_account: false,
            setup_code_needed: false,
            allowed_types: vec![FileType::Jpeg, FileType::Png],
            max_content_length: 25_000_000,
            trash_days: 30,
        }
    }

    #[test]
    fn what_will_be_refused_is_told_before_it_is_sent() {
        let told = |name, media_type, size| refusal(name, media_type, size, &rules());
        assert_eq!(told("a.jpg", "image/jpeg", 1), None);
        assert_eq!(told("a", "", 1), None);
        assert_eq!(told("a.jpg", "image/jpeg", 41_000_000).as_deref(), Some("This file is 41 MB. The limit here is 25 MB."));
        assert!(told("a.jpg", "image/jpeg", 0).is_some_and(|sentence| sentence.contains("empty")));
        assert!(told("a.HEIC", "", 1).is_some_and(|sentence| sentence.contains("HEIC")));
        assert!(told("a.gif", "image/gif", 1).is_some_and(|sentence| sentence.contains("JPEG and PNG")));
        assert!(told("a.pdf", "application/pdf", 1).is_some());
    }
}
