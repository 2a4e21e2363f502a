//! Merging: one list, sorted by file and place, in which each cause stands once.

use std::collections::BTreeMap;

use gateway_manifests::{Finding, Manifests, ObjectKey, Place, Severity};
use gateway_validate::Reason;

use super::collect::{Teller, Told};
use super::same_cause::{Misnamed, is_same, looks_further};

/// Brings what was told into one list.
pub(super) fn merge(told: Vec<Told>, manifests: &Manifests) -> Vec<Finding> {
    let mut findings = Vec::with_capacity(told.len());
    let mut objects: BTreeMap<(ObjectKey, Option<usize>), Vec<Told>> = BTreeMap::new();
    for told in told {
        match &told.finding.object {
            Some(object) => {
                let key = (object.clone(), told.finding.document);
                objects.entry(key).or_default().push(told);
            }
            None => findings.push(told.finding),
        }
    }
    for ((object, _), mut told) in objects {
        told.sort_by_key(|told| told.by);
        drop_consequences(&mut told);
        findings.extend(one_each(told, &object, manifests));
    }
    findings.sort_by(|left, right| order(left).cmp(&order(right)));
    findings.dedup();
    findings
}

fn order(finding: &Finding) -> impl Ord + '_ {
    let Finding {
        place,
        severity,
        rule,
        path,
        message,
        ..
    } = finding;
    (place, severity, path, rule, message)
}

/// Drops what only follows from something else.
fn drop_consequences(told: &mut Vec<Told>) {
    let is_error = |told: &&Told| told.finding.severity == Severity::Error;
    let refused = told
        .iter()
        .filter(is_error)
        .any(|told| matches!(told.by, Teller::Habit | Teller::Server));
    let misnamed = Misnamed::of(told);
    let of_server = told.iter().filter(|told| told.by == Teller::Server);
    let named: Vec<String> = of_server
        .filter(|told| !told.accompanies)
        .map(|told| told.finding.path.clone())
        .collect();
    told.retain(|told| {
        let finding = &told.finding;
        // An object that is refused need not be readable.
        let unreadable = told.by == Teller::Reader && is_error(&told) && refused;
        let companion = || {
            let mut named = named.iter();
            told.accompanies && named.any(|path| path.starts_with(&finding.path))
        };
        !unreadable && !companion() && !misnamed.explains(told)
    });
}

/// Each cause once. What was told is sorted by its teller, so the first is the one to keep.
fn one_each(told: Vec<Told>, object: &ObjectKey, manifests: &Manifests) -> Vec<Finding> {
    let mut kept = Kept::default();
    for told in told {
        kept.listen_to(told.by);
        let candidates = if looks_further(&told) {
            kept.around(&told.finding)
        } else {
            kept.at(&told.finding.path).to_vec()
        };
        let is_same = |kept: &Told| is_same(kept, &told, object, manifests);
        let same = |at: &usize| kept.told.get(*at).is_some_and(is_same);
        let before = candidates.into_iter().find(same);
        if let Some(kept) = before.and_then(|at| kept.told.get_mut(at)) {
            absorb(kept, told);
        } else if !told.explained {
            kept.push(told);
        }
    }
    let mut kept = kept.told;
    drop_unblocked(&mut kept);
    kept.into_iter().map(|told| told.finding).collect()
}

/// What is kept of an object, by field and by place: much may be said of one that is hostile.
#[derive(Default)]
struct Kept {
    told: Vec<Told>,
    /// Who speaks, and how many findings were there before. Of what one says itself, no two are of one cause.
    teller: Option<Teller>,
    before: usize,
    by_path: BTreeMap<String, Vec<usize>>,
    by_place: BTreeMap<Place, Vec<usize>>,
}

impl Kept {
    fn listen_to(&mut self, teller: Teller) {
        if self.teller.replace(teller) != Some(teller) {
            self.before = self.told.len();
        }
    }

    fn push(&mut self, told: Told) {
        let (number, finding) = (self.told.len(), &told.finding);
        let here = self.by_path.entry(finding.path.clone()).or_default();
        here.push(number);
        let here = self.by_place.entry(finding.place.clone()).or_default();
        here.push(number);
        self.told.push(told);
    }

    /// What others say of a field.
    fn at(&self, path: &str) -> &[usize] {
        let numbers = self.by_path.get(path).map(Vec::as_slice);
        self.of_others(numbers.unwrap_or_default())
    }

    fn of_others<'n>(&self, numbers: &'n [usize]) -> &'n [usize] {
        let end = numbers.partition_point(|number| *number < self.before);
        numbers.get(..end).unwrap_or_default()
    }

    /// What others say of a field, of what it stands in, of what stands in it, and at the same place, in the order in
    /// which it was told.
    fn around(&self, finding: &Finding) -> Vec<usize> {
        let path = finding.path.as_str();
        let ends = path
            .char_indices()
            .filter(|(_, step)| matches!(step, '.' | '['));
        let outer = ends.filter_map(|(end, _)| path.get(..end));
        let within = self.by_path.range(path.to_owned()..);
        let within = within
            .take_while(|(inner, _)| inner.starts_with(path))
            .map(|(_, numbers)| self.of_others(numbers));
        let at_place = self.by_place.get(&finding.place);
        let at_place = at_place.map(|numbers| self.of_others(numbers));
        let mut found: Vec<usize> = outer
            .map(|outer| self.at(outer))
            .chain(within)
            .chain(at_place)
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Drops that a server does not run its rules, if what keeps it from that is only what follows from something else.
fn drop_unblocked(kept: &mut Vec<Told>) {
    const BLOCKING: &[Reason] = &[
        Reason::NotSupported,
        Reason::Required,
        Reason::TooLong,
        Reason::TooMany,
        Reason::TypeInvalid,
    ];
    let blocks = |told: &Told| {
        let mut reasons = BLOCKING.iter();
        reasons.any(|reason| told.finding.reason == Some(reason.as_str()))
    };
    if !kept.iter().any(blocks) {
        kept.retain(|told| told.finding.rule != "rules-not-run");
    }
}

/// Makes one finding of two: of the one with help, and of two with help the one that was told first. What a server
/// says of it stays known.
fn absorb(kept: &mut Told, told: Told) {
    let reason = kept.finding.reason.or(told.finding.reason);
    let severity = kept.finding.severity.min(told.finding.severity);
    if kept.finding.help.is_none() && told.finding.help.is_some() {
        *kept = told;
    }
    kept.finding.reason = reason;
    kept.finding.severity = severity;
}
