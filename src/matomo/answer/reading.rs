//! What is known while a body is read, and an error of serde cannot carry.

use std::cell::{Cell, RefCell};

use serde::de;

use super::super::error::MatomoError;
use crate::api::Method;
use crate::locale::Text;
use crate::period::Period;
use crate::reason::of_json;

/// Whose answer is being read, how many rows it may still have, and what is wrong with it.
#[derive(Debug)]
pub struct Reading {
    method: Cell<Method>,
    max_rows: u32,
    rows_left: Cell<u32>,
    /// Rows of the table that was read before.
    pub rows_before: Cell<usize>,
    problem: RefCell<Option<Problem>>,
}

/// What is wrong with an answer whose form is right.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// A row takes far more memory than its bytes.
    TooManyRows,
    NoPeriod(Period),
    OtherPeriod(String),
    PeriodTwice(String),
    /// A bulk that ends before this answer.
    NoAnswer,
    /// More answers in a bulk than were asked for.
    AnswerTooMany,
}

impl Reading {
    pub fn new(method: Method, max_rows: u32) -> Self {
        Self {
            method: Cell::new(method),
            max_rows,
            rows_left: Cell::new(max_rows),
            rows_before: Cell::default(),
            problem: RefCell::default(),
        }
    }

    /// The next answer, with the rows that it may have.
    pub fn begin(&self, method: Method) {
        self.method.set(method);
        self.rows_left.set(self.max_rows);
        self.rows_before.set(0);
    }

    /// Counts a row.
    pub fn row<E: de::Error>(&self) -> Result<(), E> {
        match self.rows_left.get().checked_sub(1) {
            Some(left) => {
                self.rows_left.set(left);
                Ok(())
            }
            None => Err(self.fail(Problem::TooManyRows)),
        }
    }

    /// Ends the reading.
    pub fn fail<E: de::Error>(&self, problem: Problem) -> E {
        let error = E::custom(format!("{problem:?}"));
        *self.problem.borrow_mut() = Some(problem);
        error
    }

    /// What ended the reading of `bytes` bytes from `url`.
    pub fn error(self, url: &str, bytes: usize, error: &serde_json::Error) -> MatomoError {
        let method = self.method.get();
        match self.problem.into_inner() {
            Some(Problem::TooManyRows) => MatomoError::too_many_rows(method, self.max_rows),
            Some(problem) => MatomoError::shape(method, problem.text()),
            None if error.is_eof() || error.is_syntax() => MatomoError::truncated(url, bytes, of_json(error)),
            None => MatomoError::shape(method, of_json(error)),
        }
    }
}

impl Problem {
    pub fn text(self) -> Text {
        match self {
            Self::TooManyRows => Text::new("answer-too-many-rows"),
            Self::NoPeriod(period) => Text::new("answer-no-period")
                .with("from", period.from.to_string())
                .with("to", period.to.to_string()),
            Self::OtherPeriod(period) => Text::new("answer-other-period").with("period", period),
            Self::PeriodTwice(period) => Text::new("answer-period-twice").with("period", period),
            Self::NoAnswer => Text::new("answer-missing"),
            Self::AnswerTooMany => Text::new("answer-too-many"),
        }
    }
}
