"""Every text that a patient may read, by where it stands. What only a therapist reads is left out."""

import re
from collections.abc import Iterator
from pathlib import Path

from hipwise.library.catalogue import Catalogue

ROOT = Path(__file__).parent.parent
_PAGES = ROOT / "src" / "hipwise" / "clinic" / "templates" / "patient"
_SCRIPTS = ROOT / "frontend" / "src"
_GUIDES = ROOT / "docs" / "for-patients"

# Areas of rules that only the desk or a letter shows.
_DESK_AREAS = frozenset(
    (
        "lint",
        "letter",
        "editor",
        "attention",
        "override",
        "clinic",
        "delegation",
        "envelope",
        "finding",
        "monitoring",
    )
)
# A fact in a rule's text is read as one short word.
_FACT = re.compile(r"\{\w+[^}]*\}")
_NOT_READ = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<(script|svg|style)\b.*?</\1>", re.DOTALL)
_TEMPLATE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
# Two branches are never read as one sentence.
_BRANCH = re.compile(r"{% (?:else|elif .*?|empty|endif) %}")
_BLOCK_END = re.compile(r"</(?:p|h\d|li|dt|dd|button|summary|legend|label|a|div|td|th|option|figcaption)>")
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
_MARKDOWN = re.compile(r"`[^`]*`|\[([^\]]*)\]\([^)]*\)|[*_#|>]")
# Of scripts only whole sentences count; what is shorter is a label, a name or no text for people.
_LEAST_WORDS = 4


def patient_texts(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """By group, each text by its name."""
    return {
        "lessons": {each.id: _lines(each.summary, *each.paragraphs) for each in catalogue.lessons.values()},
        "exercises": dict(_exercises(catalogue)),
        "home tests": dict(_home_tests(catalogue)),
        "rules": dict(_rules(catalogue)),
        "pain answers": {
            each.id: _lines(each.title, each.text, each.harm, each.go_on, each.leave)
            for each in catalogue.answers.values()
        },
        "warning signs": {
            each.id: _lines(each.question, each.why, each.action, each.call)
            for each in catalogue.red_flags.values()
        },
        "questions": {
            each.id: _lines(each.title, each.help, each.why) for each in catalogue.intake_questions.values()
        },
        "pages": {path.stem: page_text(path.read_text("utf-8")) for path in sorted(_PAGES.glob("*.html"))},
        "scripts": {
            path.relative_to(_SCRIPTS).as_posix(): text
            for path in sorted(_SCRIPTS.rglob("*.ts"))
            if (text := script_text(path.read_text("utf-8")))
        },
        "guide": {path.stem: _guide_text(path.read_text("utf-8")) for path in sorted(_GUIDES.glob("*.md"))},
    }


def _lines(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)


def _exercises(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for each in catalogue.exercises.values():
        stops = (each.stop_rule.during, each.stop_rule.on_return, each.stop_rule.next_morning)
        steps = (step.text for step in each.steps)
        cues = (watched.cue for watched in each.watch.faults)
        yield (
            each.id,
            _lines(each.aim, *steps, each.feel, each.not_feel, *stops, each.watch.place, *cues),
        )


def _home_tests(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for each in catalogue.home_tests.values():
        yield each.id, _lines(each.aim, *each.steps, *each.ends, *each.repeat_if, each.stop, each.reading)


def _rules(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for rule in catalogue.rules.values():
        if rule.area not in _DESK_AREAS:
            yield rule.id, _FACT.sub("x", _lines(rule.text, rule.brings_back))


def page_text(template: str) -> str:
    """What a person reads of a template: without tags and logic; each block is a line."""
    text = _TEMPLATE.sub(" ", _BRANCH.sub("\n", _NOT_READ.sub(" ", template)))
    return "\n".join(line for line in _TAG.sub(" ", _BLOCK_END.sub("\n", text)).split("\n") if line.strip())


def script_text(script: str) -> str:
    """The sentences in a script: literals of several words that end like one."""
    code = re.sub(r"/\*.*?\*/|^\s*//.*?$", "", script, flags=re.DOTALL | re.MULTILINE)
    found = (re.sub(r"\$\{[^}]*\}", "x", a or b) for a, b in _LITERAL.findall(code))
    return "\n".join(text for text in found if _is_sentence(text))


def _is_sentence(text: str) -> bool:
    return text[-1:] in ".?!" and len(text.split()) >= _LEAST_WORDS


def _guide_text(markdown: str) -> str:
    """Paragraphs as lines; code and marks are left out."""
    blocks = (block.replace("\n", " ") for block in markdown.split("\n\n"))
    return "\n".join(_MARKDOWN.sub(r"\1", block) for block in blocks)
