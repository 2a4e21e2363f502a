//! Expected failures: the known gaps of `testdata/expected_failures.txt`. A gap that closes has to
//! be struck off, or the run fails.

use std::collections::BTreeMap;

/// Known gaps with their reasons.
#[derive(Clone, Debug, Default)]
pub struct ExpectedFailures {
    /// By engine and check.
    reasons: BTreeMap<(String, String), String>,
}

impl ExpectedFailures {
    /// Reads lines of `engine check: reason`; `both` stands for every engine, `#` begins a comment.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut reasons = BTreeMap::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let place = number + 1;
            let parts = line.split_once(' ').and_then(|(engine, rest)| {
                let (check, reason) = rest.split_once(": ")?;
                Some((engine, check.trim(), reason.trim()))
            });
            let Some((engine, check, reason)) = parts.filter(|(_, _, reason)| !reason.is_empty())
            else {
                return Err(format!("line {place}: write `engine check: reason`"));
            };
            let engines = if engine == "both" {
                vec!["oracle", "engine"]
            } else {
                vec![engine]
            };
            for engine in engines {
                let key = (engine.to_owned(), check.to_owned());
                if reasons.insert(key, reason.to_owned()).is_some() {
                    return Err(format!("line {place}: `{engine} {check}` is there already"));
                }
            }
        }
        Ok(Self { reasons })
    }

    /// What is wrong with the results of checks, by engine and check: failures that nobody expects,
    /// and expected ones that do not happen. Checks of other suites, by the beginning of their
    /// names, are passed over.
    pub fn judge(
        &self,
        suite: &str,
        results: &BTreeMap<(String, String), Vec<String>>,
    ) -> Vec<String> {
        let mut wrong = Vec::new();
        for (key, differences) in results {
            let (engine, check) = key;
            match (differences.is_empty(), self.reasons.get(key)) {
                (true, Some(_)) => {
                    wrong.push(format!("{engine} {check} passes: strike it off the list"));
                }
                (false, None) => {
                    wrong.push(format!(
                        "{engine} {check} fails:\n  {}",
                        differences.join("\n  ")
                    ));
                }
                _ => {}
            }
        }
        let listed = self
            .reasons
            .keys()
            .filter(|(_, check)| check.starts_with(suite));
        for (engine, check) in listed.filter(|key| !results.contains_key(*key)) {
            wrong.push(format!(
                "{engine} {check} is expected to fail, and does not exist"
            ));
        }
        wrong
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(list: &str, results: &[(&str, bool)], wrong: usize) {
        let expected = ExpectedFailures::read(list).unwrap();
        let results = results.iter().map(|(check, passes)| {
            let differences = if *passes {
                Vec::new()
            } else {
                vec!["it differs".to_owned()]
            };
            (("oracle".to_owned(), (*check).to_owned()), differences)
        });
        assert_eq!(
            expected.judge("a/", &results.collect()).len(),
            wrong,
            "{list}"
        );
    }

    #[test]
    fn only_listed_checks_may_fail_and_they_have_to() {
        check("", &[("a/x", true)], 0);
        check("", &[("a/x", false)], 1);
        check("oracle a/x: not yet", &[("a/x", false)], 0);
        check("oracle a/x: not yet", &[("a/x", true)], 1);
        check("oracle a/x: not yet", &[], 1);
        check("oracle b/x: another suite", &[], 0);
        check("# nothing\n\nengine b/x: not yet", &[("a/x", true)], 0);
    }

    #[test]
    fn a_line_without_a_reason_is_an_error() {
        for list in [
            "oracle",
            "oracle a/x",
            "oracle a/x:",
            "both a/x: why\noracle a/x: why",
        ] {
            assert!(ExpectedFailures::read(list).is_err(), "{list}");
        }
    }
}
