//! What is said to those who listen: the beginning, what was refused, the end. Not every percent, and not all at once.

/// So many refusals are told one by one; more are counted.
const ONE_BY_ONE: usize = 2;

/// What happened since something was last said.
#[derive(Debug, Default)]
pub struct News {
    /// How many files began to wait.
    begun: usize,
    /// The names of those that were not added, and why.
    not_added: Vec<(String, String)>,
    /// What keeps the queue from going on.
    paused: Option<&'static str>,
    /// Whether all came to an end, if only for a moment.
    ended: bool,
}

impl News {
    /// So many files came.
    pub fn began(&mut self, files: usize) {
        self.begun += files;
    }

    /// This one was not added.
    pub fn not_added(&mut self, name: &str, why: &str) {
        self.not_added.push((name.to_owned(), why.to_owned()));
    }

    /// Nothing is sent for now.
    pub fn paused(&mut self, why: &'static str) {
        self.paused = Some(why);
    }

    /// All has come to an end.
    pub fn ended(&mut self) {
        self.ended = true;
    }

    /// All of it in a few sentences, and the result if nothing is under way any more. After that it is no news.
    pub fn tell(&mut self, result: Option<String>) -> String {
        let Self { begun, not_added, paused, ended } = std::mem::take(self);
        let result = result.filter(|_| ended);
        let mut sentences = Vec::new();
        match begun {
            0 => {}
            // What came to its end at once has nothing but an end.
            _ if result.is_some() => {}
            1 => sentences.push("1 file is on its way.".to_owned()),
            many => sentences.push(format!("{many} files are on their way.")),
        }
        if not_added.len() > ONE_BY_ONE {
            sentences.push(format!("{} files were not added.", not_added.len()));
        } else {
            sentences.extend(not_added.into_iter().map(|(name, why)| format!("{name}: {why}")));
        }
        sentences.extend(paused.map(str::to_owned));
        sentences.extend(result.map(|result| format!("Uploads: {result}.")));
        sentences.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::News;

    #[test]
    fn a_beginning_a_refusal_and_an_end_are_told() {
        let mut news = News::default();
        news.began(1);
        news.began(2);
        news.not_added("notes.jpg", "This is no picture.");
        assert_eq!(news.tell(None), "3 files are on their way. notes.jpg: This is no picture.");
        news.paused("The server cannot be reached.");
        assert_eq!(news.tell(None), "The server cannot be reached.");
        news.ended();
        assert_eq!(news.tell(Some("2 added, 1 not".to_owned())), "Uploads: 2 added, 1 not.");
        assert_eq!(news.tell(Some("2 added, 1 not".to_owned())), "", "it is told once");
    }

    #[test]
    fn many_refusals_are_one_sentence() {
        let mut news = News::default();
        for number in 0..40 {
            news.not_added(&format!("{number}.txt"), "This is no picture.");
        }
        news.ended();
        assert_eq!(news.tell(Some("40 not added".to_owned())), "40 files were not added. Uploads: 40 not added.");
    }

    #[test]
    fn an_end_that_was_none_is_not_told() {
        let mut news = News::default();
        news.ended();
        news.began(1);
        assert_eq!(news.tell(None), "1 file is on its way.");
    }
}
