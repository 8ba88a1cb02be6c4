//! What a change gained and lost: two runs over the same documents held against each other.
//! Right facts are told apart by the gold row they say, so that a fact that is worded otherwise
//! and still right is no change.

use super::{Run, RunRow, Score, Verdict};
use crate::fact::Relation;
use std::collections::{BTreeMap, BTreeSet};

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Found now, missed before.
    GainedRight,
    /// Found before, missed now.
    LostRight,
    /// A wrong fact that was not there before.
    GainedWrong,
    /// A wrong fact that is gone.
    LostWrong,
    /// A figure whose bound is right now.
    GainedBound,
    /// A figure whose bound was right.
    LostBound,
}

impl Change {
    pub const ALL: [Change; 6] = [
        Change::GainedRight,
        Change::LostRight,
        Change::GainedWrong,
        Change::LostWrong,
        Change::GainedBound,
        Change::LostBound,
    ];

    /// As it is listed.
    pub fn name(self) -> &'static str {
        match self {
            Change::GainedRight => "gained right",
            Change::LostRight => "lost right",
            Change::GainedWrong => "gained wrong",
            Change::LostWrong => "lost wrong",
            Change::GainedBound => "gained bound",
            Change::LostBound => "lost bound",
        }
    }
}

/// How two runs differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Every change with the row that tells of it, by kind and then in the order of rows; what was
    /// lost is told by the earlier run's row.
    pub changes: Vec<(Change, RunRow)>,
    /// The earlier and the later score of every relation.
    pub relations: BTreeMap<Relation, (Score, Score)>,
    /// Documents of one run only; they are left out of the comparison.
    pub only_before: Vec<String>,
    pub only_now: Vec<String>,
    /// Gold rows of one run only: the annotations were changed in between.
    pub gold_changed: usize,
}

impl Difference {
    /// The rows of one kind of change.
    pub fn of(&self, change: Change) -> impl Iterator<Item = &RunRow> {
        let found = self.changes.iter().filter(move |(kind, _)| *kind == change);
        found.map(|(_, row)| row)
    }

    /// The earlier and the later score over all relations.
    pub fn all(&self) -> (Score, Score) {
        let mut all = (Score::default(), Score::default());
        for (before, now) in self.relations.values() {
            all.0.add(*before);
            all.1.add(*now);
        }
        all
    }
}

/// What is said of what, in which document.
type Key<'r> = (&'r str, Relation, &'r str, &'r str, &'r str, &'r str);

fn key(row: &RunRow) -> Key<'_> {
    (
        &row.document,
        row.relation,
        &row.subject,
        &row.object,
        &row.value,
        &row.unit,
    )
}

/// Holds a run against an earlier one. Only documents of both are compared.
pub fn compare(before: &Run, now: &Run) -> Difference {
    let (earlier, later) = (before.documents(), now.documents());
    let names = |names: Vec<&&str>| names.into_iter().map(|n| (*n).to_owned()).collect();
    let mut difference = Difference {
        only_before: names(earlier.difference(&later).collect()),
        only_now: names(later.difference(&earlier).collect()),
        ..Difference::default()
    };
    let both = |run: &Run| Run {
        rows: run
            .rows
            .iter()
            .filter(|row| earlier.contains(&*row.document) && later.contains(&*row.document))
            .cloned()
            .collect(),
    };
    let (before, now) = (both(before), both(now));
    for (relation, score) in before.relations() {
        difference.relations.entry(relation).or_default().0 = score;
    }
    for (relation, score) in now.relations() {
        difference.relations.entry(relation).or_default().1 = score;
    }
    let must = |run: &Run| {
        let must = |row: &&RunRow| matches!(row.verdict, Verdict::Right | Verdict::Miss);
        let rows = run.rows.iter().filter(must);
        rows.map(|row| format!("{:?}", key(row)))
            .collect::<BTreeSet<_>>()
    };
    difference.gold_changed = must(&before).symmetric_difference(&must(&now)).count();
    let found: fn(&RunRow) -> bool = RunRow::is_found;
    let wrong: fn(&RunRow) -> bool = |row| row.verdict == Verdict::Wrong;
    for (change, rows, others, of) in [
        (Change::GainedRight, &now, &before, found),
        (Change::LostRight, &before, &now, found),
        (Change::GainedWrong, &now, &before, wrong),
        (Change::LostWrong, &before, &now, wrong),
    ] {
        let known = keys(others, of);
        let new = rows.rows.iter().filter(|row| of(row));
        let new = new.filter(|row| !known.contains(&key(row)));
        difference
            .changes
            .extend(new.map(|row| (change, row.clone())));
    }
    // Bounds matter where the figure was found both times.
    let (then, today) = (keys(&before, found), keys(&now, found));
    let right: fn(&RunRow) -> bool = RunRow::has_right_bound;
    for (change, rows, others) in [
        (Change::GainedBound, &now, &before),
        (Change::LostBound, &before, &now),
    ] {
        let known = keys(others, right);
        let changed = rows.rows.iter().filter(|row| {
            let key = key(row);
            row.relation == Relation::Figure
                && right(row)
                && then.contains(&key)
                && today.contains(&key)
                && !known.contains(&key)
        });
        difference
            .changes
            .extend(changed.map(|row| (change, row.clone())));
    }
    difference
}

/// What the rows of a kind say.
fn keys(run: &Run, of: fn(&RunRow) -> bool) -> BTreeSet<Key<'_>> {
    run.rows.iter().filter(|row| of(row)).map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(verdict: Verdict, relation: Relation, object: &str, bounds: [&str; 2]) -> RunRow {
        RunRow {
            document: "a".to_owned(),
            relation,
            subject: "Fair 2021".to_owned(),
            object: object.to_owned(),
            value: String::new(),
            unit: String::new(),
            verdict,
            bound: bounds[0].to_owned(),
            read_bound: bounds[1].to_owned(),
            rule: "rule".to_owned(),
            evidence: "A sentence, with \"quotes\".".to_owned(),
        }
    }

    fn run(mut rows: Vec<RunRow>) -> Run {
        rows.sort();
        Run { rows }
    }

    #[test]
    fn tells_what_was_gained_and_lost() {
        use Relation::{Figure, Speaker};
        let before = run(vec![
            row(Verdict::Right, Speaker, "kept", ["", ""]),
            row(Verdict::Right, Speaker, "lost", ["", ""]),
            row(Verdict::Miss, Speaker, "gained", ["", ""]),
            row(Verdict::Wrong, Speaker, "gone", ["", ""]),
            row(Verdict::Right, Figure, "visitors", ["min", "exact"]),
            row(Verdict::Right, Figure, "stands", ["min", "min"]),
        ]);
        let now = run(vec![
            row(Verdict::Right, Speaker, "kept", ["", ""]),
            row(Verdict::Miss, Speaker, "lost", ["", ""]),
            row(Verdict::Right, Speaker, "gained", ["", ""]),
            row(Verdict::Wrong, Speaker, "new", ["", ""]),
            row(Verdict::Right, Figure, "visitors", ["min", "min"]),
            row(Verdict::Right, Figure, "stands", ["min", ""]),
            RunRow {
                document: "b".to_owned(),
                ..row(Verdict::Wrong, Speaker, "elsewhere", ["", ""])
            },
        ]);
        let difference = compare(&before, &now);
        let objects: Vec<_> = difference
            .changes
            .iter()
            .map(|(change, row)| (*change, row.object.as_str()))
            .collect();
        assert_eq!(
            objects,
            [
                (Change::GainedRight, "gained"),
                (Change::LostRight, "lost"),
                (Change::GainedWrong, "new"),
                (Change::LostWrong, "gone"),
                (Change::GainedBound, "visitors"),
                (Change::LostBound, "stands"),
            ]
        );
        assert_eq!(difference.only_now, ["b"]);
        assert_eq!(difference.gold_changed, 0);
        let (then, today) = difference.relations[&Speaker];
        assert_eq!((then.must, then.found, then.wrong), (3, 2, 1));
        assert_eq!((today.must, today.found, today.wrong), (3, 2, 1));
        assert!(compare(&now, &now).changes.is_empty());
    }

    #[test]
    fn a_file_of_a_run_is_read_back() {
        let rows = vec![
            row(
                Verdict::May,
                Relation::Figure,
                "tonnes, net",
                ["about", "min"],
            ),
            row(
                Verdict::Miss,
                Relation::Speaker,
                "Ana \"A\" Costa",
                ["", ""],
            ),
        ];
        let run = run(rows);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run.csv");
        run.write(std::fs::File::create(&path).unwrap()).unwrap();
        assert_eq!(Run::read(&path).unwrap(), run);
        std::fs::write(&path, "verdict,document\nright,a\n").unwrap();
        let error = Run::read(&path).unwrap_err().to_string();
        assert!(
            error.contains("is this a file of `eval --save`?"),
            "{error}"
        );
    }
}
