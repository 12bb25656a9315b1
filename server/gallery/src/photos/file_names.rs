//! Names of files in an archive: safe on every system, and no two alike.

use sanitize_filename::{Options, sanitize_with_options};
use std::collections::HashMap;

/// The longest a name may be without its ending, in bytes: with the ending and a number it stays below what file systems take.
const STEM_MAX: usize = 200;

/// The longest an ending is, in bytes; what is longer belongs to the name.
const ENDING_MAX: usize = 16;

/// Names given so far.
#[derive(Default)]
pub struct FileNames(HashMap<String, u32>);

impl FileNames {
    /// A safe name like the wanted one that no other file has: `IMG_1.jpg`, `IMG_1 (2).jpg`. Upper and lower case count as the same, as
    /// they do on many systems. `otherwise`, where nothing is left of the wanted one.
    pub fn give(&mut self, wanted: &str, otherwise: &str) -> String {
        let safe = safe(wanted);
        let name = if safe.is_empty() { otherwise } else { &safe };
        let (stem, ending) = split(name);
        let stem = &stem[..stem.floor_char_boundary(STEM_MAX)];
        let mut number = self.0.get(&format!("{stem}{ending}").to_lowercase()).copied().unwrap_or(0);
        loop {
            number += 1;
            let name = if number == 1 { format!("{stem}{ending}") } else { format!("{stem} ({number}){ending}") };
            if number == 1 || !self.0.contains_key(&name.to_lowercase()) {
                // Where to go on when the same name is wanted again.
                self.0.insert(format!("{stem}{ending}").to_lowercase(), number);
                self.0.entry(name.to_lowercase()).or_insert(1);
                return name;
            }
        }
    }
}

/// A name without folders, control characters, leading dots and what else some system gives a meaning.
fn safe(name: &str) -> String {
    let without = |name: &str| sanitize_with_options(name, Options { windows: true, truncate: false, replacement: "" });
    // Twice: without its dots in front, a name may be another reserved one.
    without(without(name).trim_start_matches(|c: char| c == '.' || c.is_whitespace()))
}

/// A name and its ending, with the dot.
fn split(name: &str) -> (&str, &str) {
    let dot = name.rfind('.').filter(|dot| *dot > 0 && name.len() - dot <= ENDING_MAX);
    name.split_at(dot.unwrap_or(name.len()))
}

#[cfg(test)]
mod tests {
    use super::FileNames;

    fn given(wanted: &[&str]) -> Vec<String> {
        let mut names = FileNames::default();
        wanted.iter().map(|wanted| names.give(wanted, "photo.jpg")).collect()
    }

    #[test]
    fn no_two_names_are_alike() {
        let names = given(&["IMG_1.jpg", "IMG_1.jpg", "img_1.JPG", "IMG_1 (2).jpg", "IMG_1.jpg", "IMG_1.png", "a", "a"]);
        let expected = ["IMG_1.jpg", "IMG_1 (2).jpg", "img_1 (3).JPG", "IMG_1 (2) (2).jpg", "IMG_1 (4).jpg", "IMG_1.png", "a", "a (2)"];
        assert_eq!(names, expected);
        assert_eq!(given(&["a (2).jpg", "a.jpg", "a.jpg"]), ["a (2).jpg", "a.jpg", "a (3).jpg"]);
    }

    #[test]
    fn hostile_names_are_made_safe() {
        let names = given(&[
            "../../etc/passwd",
            "..\\..\\boot.ini",
            "/",
            "...",
            "a\0b\nc.jpg",
            ".htaccess",
            " .. .x.jpg",
            "CON",
            "?.nul",
            "a:b|c.jpg. ",
        ]);
        let expected = [
            "etcpasswd",
            "boot.ini",
            "photo.jpg",
            "photo (2).jpg",
            "abc.jpg",
            "htaccess",
            "x.jpg",
            "photo (3).jpg",
            "photo (4).jpg",
            "abc (2).jpg",
        ];
        assert_eq!(names, expected);
        for name in names {
            assert!(!name.starts_with(['.', ' ']) && !name.contains(['/', '\\', ':', '\0']), "{name}");
        }
    }

    #[test]
    fn long_names_keep_their_ending_and_fit() {
        for letter in ["a", "ü", "🏔"] {
            let name = letter.repeat(300) + ".jpeg";
            for name in given(&[&name, &name]) {
                assert!(name.len() < 255 && name.split_once('.').is_some_and(|(_, ending)| ending == "jpeg"), "{name}");
            }
        }
    }
}
