use super::{Exceeded, Limits};
use crate::Clock;
use chrono::DateTime;
use model::{Class, Limit, LimitSettings};
use proptest::prelude::*;
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

/// Limits for uploads and attempts, and the hands of their clock, in µs.
fn limits(limit: &str) -> (Limits, Arc<AtomicI64>) {
    let hands = Arc::new(AtomicI64::new(1_780_000_000_000_000));
    let shown = hands.clone();
    let clock = Clock::telling(move || DateTime::from_timestamp_micros(shown.load(Ordering::SeqCst)).expect("a time"));
    let limit: Option<Limit> = Some(limit.parse().expect("a limit"));
    (Limits::new(LimitSettings { upload: limit.clone(), auth: limit, ..LimitSettings::default() }, clock), hands)
}

fn passes(hands: &AtomicI64, time: Duration) {
    hands.fetch_add(time.as_micros().try_into().expect("a short time"), Ordering::SeqCst);
}

#[test]
fn as_many_as_the_limit_says_then_one_by_one() {
    let (limits, hands) = limits("5 per minute");
    let left: Vec<_> = (0..5).map(|_| limits.count(Class::Upload, &"ada").expect("room").expect("a limit").left).collect();
    assert_eq!(left, [4, 3, 2, 1, 0]);
    assert_eq!(limits.room(Class::Upload, &"ada").map(|room| (room.left, room.next)), Some((0, Duration::from_secs(12))));
    assert_eq!(limits.room(Class::Upload, &"grace").map(|room| room.left), Some(5));
    let Exceeded { limit, wait, .. } = limits.count(Class::Upload, &"ada").expect_err("used up");
    assert_eq!((limit.to_string().as_str(), wait), ("5 per minute", Duration::from_secs(12)));
    assert!(limits.count(Class::Upload, &"grace").is_ok(), "each has their own");
    assert_eq!(limits.count(Class::Read, &"ada"), Ok(None), "what is not limited is never used up");

    passes(&hands, Duration::from_secs(11));
    assert_eq!(limits.count(Class::Upload, &"ada").expect_err("too early").wait, Duration::from_secs(1));
    passes(&hands, Duration::from_secs(1));
    assert!(limits.count(Class::Upload, &"ada").is_ok(), "the wait was true");
    assert!(limits.count(Class::Upload, &"ada").is_err());
    passes(&hands, Duration::from_mins(1));
    assert!((0..5).all(|_| limits.count(Class::Upload, &"ada").is_ok()));
}

#[test]
fn all_rates_must_hold() {
    let (limits, hands) = limits("3 per minute; 5 per day");
    let mut done = 0;
    for _ in 0..6 {
        while limits.count(Class::Upload, &"ada").is_ok() {
            done += 1;
        }
        passes(&hands, Duration::from_mins(1));
    }
    assert_eq!(done, 5);
    assert_eq!(limits.count(Class::Upload, &"ada").expect_err("the day is used up").rate.to_string(), "5 per day");
}

#[tokio::test]
async fn attempts_count_unless_they_are_forgiven_and_nobody_locks_another_out() {
    let (limits, _) = limits("3 per minute");
    for _ in 0..10 {
        limits.attempt(&"here", "ada").await.unwrap().forgive();
    }
    let fails = async |from: &str, name: &str| limits.attempt(&from, name).await.map(drop);
    for _ in 0..3 {
        assert!(fails("elsewhere", "ada").await.is_ok());
    }
    assert!(fails("elsewhere", "ada").await.is_err());
    assert!(fails("elsewhere", "grace").await.is_err(), "by where it comes from");
    assert!(fails("here", "ada").await.is_ok(), "the real one still comes in");
    let mut crowd = 0;
    for number in 0..100 {
        crowd += u32::from(fails(&number.to_string(), "ada").await.is_ok());
    }
    assert!((24..=26).contains(&crowd), "ten times as many by the name alone: {crowd}");
}

#[tokio::test(start_paused = true)]
async fn who_is_too_many_because_of_those_under_way_waits_for_their_end() {
    let (limits, _) = limits("3 per minute");
    let comes_in = async |number: u32| {
        let attempt = limits.attempt(&"here", &number.to_string()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
        attempt.forgive();
    };
    futures::future::join_all((0..40).map(comes_in)).await;

    let guesses = async |number: u32| {
        let attempt = limits.attempt(&"here", &number.to_string()).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        attempt.is_ok()
    };
    let counted = futures::future::join_all((0..40).map(guesses)).await;
    assert_eq!(counted.into_iter().filter(|counted| *counted).count(), 3, "what fails has counted");

    let _endless = futures::join!(limits.attempt(&"there", "ada"), limits.attempt(&"there", "grace"), limits.attempt(&"there", "edith"));
    assert!(limits.attempt(&"there", "hedy").await.is_err(), "nobody waits for ever");
}

#[test]
fn another_limit_counts_at_once() {
    let (limits, _) = limits("1 per day");
    assert!(limits.count(Class::Upload, &"ada").is_ok());
    assert!(limits.count(Class::Upload, &"ada").is_err());
    limits.change(LimitSettings { upload: Some("2 per day".parse().expect("a limit")), ..LimitSettings::default() });
    assert!(limits.count(Class::Upload, &"ada").is_ok());
}

/// What GCRA says, in whole nanoseconds: for each rate the theoretical arrival time of the next one.
struct Model(Vec<(u128, u128, u128)>);

impl Model {
    fn new(limit: &Limit) -> Self {
        let rates = limit.rates().iter().rev();
        Self(
            rates
                .map(|rate| {
                    (u128::from(rate.period.seconds()) * 1_000_000_000 / u128::from(rate.amount.get()), rate.amount.get().into(), 0)
                })
                .collect(),
        )
    }

    fn allows(&mut self, now: u128) -> bool {
        let allows = self.0.iter().all(|(interval, amount, next)| next + interval <= now + interval * amount);
        if allows {
            self.0.iter_mut().for_each(|(interval, _, next)| *next = (*next).max(now) + *interval);
        }
        allows
    }
}

proptest! {
    #[test]
    fn it_decides_as_the_model_does(
        minute in 1_u32..20, hour in 1_u32..200,
        steps in proptest::collection::vec(0_u64..20_000, 1..200),
    ) {
        let limit = format!("{minute} per minute; {hour} per hour");
        let (limits, hands) = limits(&limit);
        let mut model = Model::new(&limit.parse().expect("a limit"));
        let start = hands.load(Ordering::SeqCst);
        for step in steps {
            passes(&hands, Duration::from_millis(step));
            let now = u128::try_from(hands.load(Ordering::SeqCst) - start).expect("later") * 1000;
            prop_assert_eq!(limits.count(Class::Upload, &"ada").is_ok(), model.allows(now));
        }
    }
}
