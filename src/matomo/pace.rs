//! How the requests of one run give way: to a server that asks for time or
//! does not answer, to a refusal that ends the run, and to its time.
//!
//! As long as all is well, nobody waits. After an answer that says "later", or
//! when nobody was answered, one request at a time tries whether it is over.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use backon::ExponentialBackoff;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

use crate::config::Network;
use crate::http::{self, MAX_DELAY, MAX_WAIT};

/// A request gives up after as many trials as it has repetitions. It may be the
/// cause itself: as many again are for others, before the run is given up.
const ROUNDS: u32 = 2;

/// Why nothing more is sent in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// 20 refused tokens lock everybody behind this address out of Matomo.
    Token,
    LockedOut,
    /// An answer that may have been one of the above.
    Unclear,
    /// The server refuses more requests.
    Busy,
    /// The server answers nobody.
    Silent,
    OutOfTime,
}

impl Stop {
    /// Its name in messages.
    pub fn id(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::LockedOut => "locked-out",
            Self::Unclear => "unclear",
            Self::Busy => "busy",
            Self::Silent => "silent",
            Self::OutOfTime => "time",
        }
    }

    /// Whether reports that were not read for it may not be done without.
    pub fn is_refusal(self) -> bool {
        matches!(self, Self::Token | Self::LockedOut | Self::Unclear)
    }
}

/// What became of one request, as far as the others are concerned.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// By a report, or by an error that is about this request.
    Answered,
    /// By Matomo's own failure: twice the same is no failure of one site.
    Failed(String),
    /// By a request to come later, perhaps with a time.
    Later(Option<Duration>),
    /// Not at all, or not to the end.
    Unanswered,
    /// By what ends the run.
    Ended(Stop),
}

/// What the requests of one run know of each other.
#[derive(Debug)]
pub struct Pace {
    retries: u32,
    deadline: Instant,
    /// First come, first served: a repetition goes behind those who wait.
    queue: tokio::sync::Mutex<()>,
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Debug, Default)]
struct State {
    stopped: Option<Stop>,
    closed: Option<Closed>,
    /// Answers that may end the run, and are still being read.
    undecided: u32,
    last_answer: Option<Instant>,
    failure: Option<String>,
}

/// One request at a time, until one is answered.
#[derive(Debug)]
struct Closed {
    /// Nobody sends before.
    until: Instant,
    /// Whether the server said so itself.
    busy: bool,
    trying: bool,
    /// Trials in vain.
    refused: u32,
    delays: ExponentialBackoff,
}

impl Closed {
    fn new(now: Instant) -> Self {
        let delays = http::delays(None);
        let mut closed = Self { until: now, busy: false, trying: false, refused: 0, delays };
        closed.wait(now);
        closed
    }

    fn wait(&mut self, now: Instant) {
        self.until = self.until.max(now + self.delays.next().unwrap_or(MAX_DELAY));
    }

    fn stop(&self) -> Stop {
        if self.busy { Stop::Busy } else { Stop::Silent }
    }
}

enum Next {
    Go { trial: bool },
    Wait { until: Instant },
    Stopped(Stop),
}

impl Pace {
    /// The time of the run begins now.
    pub fn new(network: &Network) -> Self {
        Self {
            retries: network.retries.get(),
            deadline: Instant::now() + Duration::from_secs(network.run_timeout.get().into()),
            queue: tokio::sync::Mutex::default(),
            state: Mutex::default(),
            changed: Notify::new(),
        }
    }

    /// When the time of the run is over.
    pub fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Waits until a request may be sent, for the first time or `again`.
    pub async fn turn(&self, again: bool) -> Result<Turn<'_>, Stop> {
        let _first = self.queue.lock().await;
        loop {
            // Before looking, so that no change is missed.
            let changed = self.changed.notified();
            match self.next(again) {
                Next::Go { trial } => {
                    return Ok(Turn { pace: self, sent: Instant::now(), trial, undecided: false });
                }
                Next::Stopped(stop) => return Err(stop),
                Next::Wait { until } => {
                    let _ = timeout_at(until, changed).await;
                }
            }
        }
    }

    /// Waits before a repetition, unless the run ends meanwhile.
    pub async fn rest(&self, delay: Duration) {
        let until = (Instant::now() + delay).min(self.deadline);
        loop {
            let changed = self.changed.notified();
            if self.state().stopped.is_some() || timeout_at(until, changed).await.is_err() {
                return;
            }
        }
    }

    fn next(&self, again: bool) -> Next {
        let now = Instant::now();
        let mut state = self.state();
        if let Some(stop) = state.stopped {
            return Next::Stopped(stop);
        }
        let until = state.closed.as_ref().map_or(now, |closed| closed.until);
        // A wait beyond the end is not worth beginning.
        if until.max(now) >= self.deadline {
            state.stopped = Some(Stop::OutOfTime);
            return Next::Stopped(Stop::OutOfTime);
        }
        if state.undecided > 0 {
            return Next::Wait { until: self.deadline };
        }
        let Some(closed) = &mut state.closed else { return Next::Go { trial: false } };
        if again && closed.refused >= self.retries {
            return Next::Stopped(closed.stop());
        }
        if closed.trying {
            return Next::Wait { until: self.deadline };
        }
        if now < until {
            return Next::Wait { until };
        }
        closed.trying = true;
        Next::Go { trial: true }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn answered(&mut self, trial: bool, now: Instant) {
        self.last_answer = Some(now);
        self.failure = None;
        // Who was sent before the server asked for time proves nothing about it.
        if trial || self.closed.as_ref().is_some_and(|closed| !closed.busy) {
            self.closed = None;
        }
    }

    fn failed(&mut self, message: String, trial: bool, now: Instant) {
        if self.failure.as_ref() == Some(&message) {
            self.stopped.get_or_insert(Stop::Unclear);
        }
        self.answered(trial, now);
        self.failure = Some(message);
    }

    fn close(&mut self, wait: Option<Duration>, trial: bool, retries: u32, now: Instant) -> &mut Closed {
        let closed = self.closed.get_or_insert_with(|| Closed::new(now));
        if trial {
            closed.refused += 1;
            closed.wait(now);
        }
        closed.until = closed.until.max(now + wait.unwrap_or_default());
        if closed.refused >= ROUNDS * retries.max(1) {
            self.stopped.get_or_insert(closed.stop());
        }
        closed
    }
}

/// The right to send one request.
#[derive(Debug)]
pub struct Turn<'a> {
    pace: &'a Pace,
    sent: Instant,
    trial: bool,
    undecided: bool,
}

impl Turn<'_> {
    /// Nobody sends until it is known what the answer to this request means.
    pub fn hold(&mut self) {
        if !self.undecided {
            self.undecided = true;
            self.pace.state().undecided += 1;
        }
    }

    /// Tells the others, and whether this request may be repeated.
    pub fn end(self, outcome: Outcome) -> bool {
        let now = Instant::now();
        let retries = self.pace.retries;
        let mut state = self.pace.state();
        let again = matches!(outcome, Outcome::Later(_) | Outcome::Unanswered);
        match outcome {
            Outcome::Answered => state.answered(self.trial, now),
            Outcome::Failed(message) => state.failed(message, self.trial, now),
            Outcome::Ended(stop) => {
                state.stopped.get_or_insert(stop);
            }
            Outcome::Later(Some(wait)) if wait > MAX_WAIT => {
                state.stopped.get_or_insert(Stop::Busy);
            }
            Outcome::Later(wait) => state.close(wait, self.trial, retries, now).busy = true,
            // As long as others are answered, this one is a slow one.
            Outcome::Unanswered if state.last_answer.is_some_and(|answer| answer >= self.sent) => {}
            Outcome::Unanswered => {
                state.close(None, self.trial, retries, now);
            }
        }
        again
            && state.stopped.is_none()
            && state.closed.as_ref().is_none_or(|closed| closed.refused < retries)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.pace.state();
        if self.undecided {
            state.undecided -= 1;
        }
        if let Some(closed) = state.closed.as_mut().filter(|_| self.trial) {
            closed.trying = false;
        }
        drop(state);
        self.pace.changed.notify_waiters();
    }
}
