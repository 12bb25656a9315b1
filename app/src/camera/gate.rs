//! Asking the browser for a camera: never twice at once, whatever happens meanwhile.

/// What is wanted, and what the browser was asked for and has not answered yet.
#[derive(Debug)]
pub struct Gate<W> {
    wanted: Option<W>,
    asked: Option<W>,
}

/// What an answer is good for.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict<W> {
    /// It is what is wanted.
    Keep,
    /// Nothing is wanted any more.
    Drop,
    /// Something else is wanted meanwhile. It is asked for now.
    Ask(W),
}

impl<W> Default for Gate<W> {
    fn default() -> Self {
        Self { wanted: None, asked: None }
    }
}

impl<W: Clone + PartialEq> Gate<W> {
    /// This is wanted from now on. Answers whether to ask for it: while an answer is due, its end is waited for.
    pub fn want(&mut self, wish: W) -> bool {
        self.wanted = Some(wish);
        let is_free = self.asked.is_none();
        if is_free {
            self.asked = self.wanted.clone();
        }
        is_free
    }

    /// Nothing is wanted for now.
    pub fn rest(&mut self) {
        self.wanted = None;
    }

    /// The browser answered.
    pub fn answered(&mut self) -> Verdict<W> {
        let asked = self.asked.take();
        match self.wanted.clone() {
            None => Verdict::Drop,
            wanted if wanted == asked => Verdict::Keep,
            Some(wish) => {
                self.asked = Some(wish.clone());
                Verdict::Ask(wish)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Gate, Verdict};

    #[test]
    fn however_often_it_is_wanted_it_is_asked_for_once() {
        let mut gate = Gate::default();
        // `visibilitychange`, `pageshow` and `focus` may all come.
        assert_eq!([gate.want("rear"), gate.want("rear"), gate.want("rear")], [true, false, false]);
        assert_eq!(gate.answered(), Verdict::Keep);
    }

    #[test]
    fn who_leaves_before_the_answer_gets_no_camera() {
        let mut gate = Gate::default();
        gate.want("rear");
        gate.rest();
        assert_eq!(gate.answered(), Verdict::Drop);
        assert!(gate.want("rear"), "it can be asked for later");
    }

    #[test]
    fn who_leaves_and_is_back_before_the_answer_is_not_asked_again() {
        let mut gate = Gate::default();
        gate.want("rear");
        gate.rest();
        assert!(!gate.want("rear"));
        assert_eq!(gate.answered(), Verdict::Keep);
    }

    #[test]
    fn another_wish_is_asked_for_after_the_answer() {
        let mut gate = Gate::default();
        gate.want("rear");
        assert!(!gate.want("front"));
        assert_eq!(gate.answered(), Verdict::Ask("front"));
        assert_eq!(gate.answered(), Verdict::Keep);
    }
}
