//! What is counted and timed of the gallery's work, for whoever watches over it (OpenMetrics).

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::{Registry, Unit},
};
use sea_orm::DatabaseConnection;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Became {
    pub status: &'static str,
}

/// Cheap to clone; all clones count together.
#[derive(Clone)]
pub struct Metrics {
    pub uploads: Family<Became, Counter>,
    /// Seconds of work on one picture, without the wait for it.
    pub development: Histogram,
    /// Pictures that wait for a core or for memory.
    pub waiting: Gauge,
    pub storage_errors: Counter,
    /// Seconds of one statement.
    pub statements: Histogram,
    pub database_errors: Counter,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            uploads: Family::default(),
            development: Histogram::new(exponential_buckets(0.01, 2.0, 12)),
            waiting: Gauge::default(),
            storage_errors: Counter::default(),
            statements: Histogram::new(exponential_buckets(0.0001, 4.0, 9)),
            database_errors: Counter::default(),
        }
    }
}

impl Metrics {
    /// Name them all.
    pub fn register(&self, registry: &mut Registry) {
        registry.register("uploads", "Files that were sent, by what became of them", self.uploads.clone());
        registry.register_with_unit("rendition", "Work on one picture", Unit::Seconds, self.development.clone());
        registry.register("rendition_queue", "Pictures that wait to be worked on", self.waiting.clone());
        registry.register("storage_errors", "What storage could not do", self.storage_errors.clone());
        registry.register_with_unit("database_statement", "Statements", Unit::Seconds, self.statements.clone());
        registry.register("database_errors", "Statements that failed, be it for a name that is taken", self.database_errors.clone());
    }

    /// Time the statements of a database.
    pub(crate) fn watch(&self, database: &mut DatabaseConnection) {
        let metrics = self.clone();
        database.set_metric_callback(move |statement| {
            metrics.statements.observe(statement.elapsed.as_secs_f64());
            if statement.failed {
                metrics.database_errors.inc();
            }
        });
    }
}
