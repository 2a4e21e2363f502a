//! `gapi validate`: what an API server answers, line by line.

use std::io::{self, BufReader, Read, Write};

use gateway_validate::jsonl;
use serde_json::json;

use crate::lines::{Line, each_line, too_long};

/// Answers every line of `input`, a request to an API server, with the server's verdict. A line that is no
/// request is answered with an error.
pub(crate) fn validate(input: BufReader<impl Read>, output: &mut impl Write) -> io::Result<()> {
    each_line(input, output, |line, output| {
        let answer = match line {
            Line::Text(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => jsonl::answer(text),
                Err(error) => failure(&format!(
                    "the line is not UTF-8 from byte {} on",
                    error.valid_up_to()
                )),
            },
            Line::TooLong => failure(&too_long()),
        };
        output.write_all(answer.as_bytes())
    })
}

fn failure(error: &str) -> String {
    json!({ "id": null, "error": error }).to_string()
}
