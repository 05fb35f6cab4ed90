#!/usr/bin/env python3
"""Changes one rule, threshold or line at a time and asks whether a test notices. Prints what nobody noticed.

    python scripts/mutate.py content                 every threshold and switch of the clinical content
    python scripts/mutate.py code                    every comparison, rule and condition of the plan's code
    python scripts/mutate.py content --only settings/pain. --only phases/
    python scripts/mutate.py code --only hipwise.plan.phase --out phase.jsonl
    python scripts/mutate.py code --only hipwise.plan.lint --own --sample 60

Each mutant lives in a process of its own: a fork that changes the content, the function or the module, runs
the tests that speak about it until the first one fails, and reports that test.
A mutant whose tests run out of time is listed as such. Files are never changed.
"""

import argparse
import ast
import dataclasses
import importlib
import importlib.abc
import importlib.util
import json
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import hypothesis
import pytest
import yaml  # noqa: F401 - loaded once here, so that no mutant pays for it
from hypothesis.internal.conjecture.providers import _get_local_constants

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"

# The quick ones first: a mutant ends with the first test that fails.
PLANNING = (
    "published_cases",
    "screening",
    "phase",
    "exclusion",
    "limits",
    "choice",
    "filling",
    "dose",
    "working_side",
    "vignettes",
)
FOLLOWING = (
    "published_cases",
    "pain_response",
    "flare",
    "dose_step",
    "exercise_decision",
    "progression",
    "turn",
    "plateau",
    "pain_press",
    "progress_vignettes",
)
AFTERWARDS = (
    "known_today",
    "phase_change",
    "phase_plan",
    "running",
    "load_spike",
    "maintenance",
    "self_help",
    "reentry",
    "episode",
    "revision",
    "delegation",
    "in_force",
    "mend",
    "suitability",
    "override",
    "progression",
    "lint",
)
# What decides, in the order in which a slip would hurt most.
_PLANNING_MODULES = (
    "exclusion",
    "screening",
    "phase",
    "criterion",
    "soreness",
    "post_operative",
    "limits",
    "measure",
    "eligibility",
    "working_side",
    "dose",
    "schedule",
    "choice",
    "filling",
    "prescribing",
    "lint",
    "lifting",
    "override",
)
_FOLLOWING_MODULES = (
    "pain_response",
    "session_pain",
    "overall",
    "flare",
    "usual",
    "done_sets",
    "dose_step",
    "exercise_decision",
    "brake",
    "turn",
    "step",
    "plateau",
    "rung",
    "progression",
    "pain_press",
)
# What a phase, a run, a revision, the time after discharge and the therapist's list rest on.
_LATER_MODULES = (
    "phase_change",
    "phase_plan",
    "known_today",
    "running",
    "load_spike",
    "medicine",
    "maintenance",
    "self_help",
    "reentry",
    "episode",
    "revision",
    "delegation",
    "in_force",
    "override_end",
    "mend",
    "suitability",
)
_FOLLOW_MODULES = (
    "attention",
    "need",
    "non_response",
    "referral",
    "adherence",
    "change",
    "trend",
    "home_test",
    "home_test_offer",
    "list_memory",
    "message_need",
    "reminder",
    "warning_words",
    "finding",
    "barrier",
    "outcome",
)
MODULES: Mapping[str, tuple[str, ...]] = {
    **{f"hipwise.plan.{name}": PLANNING for name in _PLANNING_MODULES},
    "hipwise.body.envelope": PLANNING,
    **{f"hipwise.plan.{name}": FOLLOWING for name in _FOLLOWING_MODULES},
    **{f"hipwise.plan.{name}": AFTERWARDS for name in _LATER_MODULES},
    **{f"hipwise.follow.{name}": AFTERWARDS for name in _FOLLOW_MODULES},
}
EXTRA_TESTS = {
    "hipwise.body.envelope": ("tests/body/test_movement_fit.py",),
    "hipwise.plan.medicine": ("tests/plan/test_flare.py", "tests/plan/test_pain_response.py"),
    "hipwise.follow.adherence": ("tests/plan/test_history.py",),
}
# Settings of pain that planning and following both read.
BOTH = ("pain.red", "pain.post", "pain.stop", "pinch", "flare.calm_tier", "rescreen")
# Where every number of the content stands once more.
TABLE = "tests/library/test_thresholds.py"
FOLLOW_TESTS = (
    "tests/follow/test_attention.py",
    "tests/follow/test_adherence.py",
    "tests/follow/test_finding.py",
)
# Collections of the content that decide, and of an exercise the parts that do.
KINDS = (
    "settings", "phases", "gates", "needs", "precautions", "procedures", "post_operative_weeks", "red_flags",
    "pathways", "goals", "ladders", "exercises", "rules",
)  # fmt: skip
EXERCISE_PARTS = ("tier", "impact", "weight_bearing", "equipment", "laterality", "dose", "restrictions")
# Of a rule the rest is words.
RULE_PARTS = ("may_be_overridden", "override_never_for")
# Numbers and lists that are shown or sort, and decide nothing.
ONLY_SHOWN = {
    "order",
    "number",
    "tiers",
    "allowed",
    "blocked",
    "confirm",
    "low",
    "high",
    "muscles",
    "evidence",
}
WORDS = {
    "kind": ("backbone", "weakness", "tightness", "extra"),
    "plan": ("none", "with-therapist", "with-care"),
    "effect": ("exclude", "care"),
    "relation": ("at-least", "at-most"),
    "urgency": ("emergency", "same-day", "urgent", "soon"),
}  # fmt: skip
SMALL = 0.1


@dataclass(frozen=True)
class Mutant:
    """One change, how to make it in a fresh process, and the test files that ought to notice.

    `is_in_function`: it changes one function of a module that may be loaded already.
    """

    name: str
    apply: Callable[[], None]
    tests: tuple[str, ...]
    options: tuple[str, ...] = ()
    is_in_function: bool = False


@dataclass(frozen=True)
class Verdict:
    """What happened: `noticed` names the test that failed first, None when none did."""

    name: str
    noticed: str | None
    seconds: float


# Content.


def content_mutants(only: Sequence[str]) -> Iterator[Mutant]:
    """A mutant for each number (a step up and down), switch, listed word and choice of the content."""
    raw = json.loads((SOURCE / "hipwise/library/generated/content.json").read_text("utf-8"))
    for kind in KINDS:
        for entry, value in sorted(_entries(raw[kind])):
            for path, what, change in _changes(kind, value):
                name = f"{kind}/{entry}{''.join(f'.{p}' for p in path)} {what}"
                if not entry.startswith("coach.") and _is_wanted(name, only):
                    yield Mutant(name, _in_content(kind, entry, path, change), _tests_of_content(kind, entry))


def _entries(collection: object) -> list[tuple[str, dict[str, object]]]:
    if isinstance(collection, dict):
        return [(name, value) for name, value in collection.items()]
    assert isinstance(collection, list)
    return [(value["id"], value) for value in collection]


Path_ = tuple[str | int, ...]
Change = Callable[[object], object]


def _changes(kind: str, value: Mapping[str, object]) -> Iterator[tuple[Path_, str, Change]]:
    parts = {"exercises": EXERCISE_PARTS, "rules": RULE_PARTS}.get(kind)
    if kind == "rules":
        value = {"may_be_overridden": False, **value}  # what is not said of a rule is no
    for key, inner in value.items():
        if parts is None or key in parts:
            # The range of a dose is what lint holds an edit against; elsewhere low and high are for people.
            shown = ONLY_SHOWN - {"low", "high"} if key == "dose" else ONLY_SHOWN
            yield from _changes_of((key,), inner, shown)


def _changes_of(path: Path_, value: object, shown: set[str]) -> Iterator[tuple[Path_, str, Change]]:
    key = path[-1]
    if key in shown:
        return
    if isinstance(value, bool):
        yield path, f"{value} -> {not value}", lambda _: not value
    elif isinstance(value, (int, float)):
        for new in _neighbours(value):
            yield path, f"{value} -> {new:g}", lambda _, new=new: type(_)(new)  # type: ignore[misc]
    elif isinstance(value, str):
        if key == "lock":
            yield path, "-> open", lambda _: None
        for word in WORDS.get(str(key), ()) if value in WORDS.get(str(key), ()) else ():
            if word != value:
                yield path, f"{value} -> {word}", lambda _, word=word: word  # type: ignore[misc]
    elif isinstance(value, dict):
        for inner_key, inner in value.items():
            yield from _changes_of((*path, inner_key), inner, shown)
            if key == "limits":
                yield (
                    path,
                    f"without {inner_key}",
                    lambda d, k=inner_key: {n: v for n, v in d.items() if n != k},
                )  # type: ignore[misc]
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            what = inner.get("id", inner.get("condition", place)) if isinstance(inner, dict) else inner
            yield path, f"without {what}", lambda items, p=place: (*items[:p], *items[p + 1 :])  # type: ignore[misc]
            if isinstance(inner, dict):
                yield from _changes_of((*path, place), inner, shown)


def _neighbours(value: float) -> tuple[float, ...]:
    """One step to each side: whole numbers by one, shares by a tenth, never below nothing."""
    step = 1.0 if float(value).is_integer() else SMALL
    return tuple(new for new in (value - step, value + step) if new >= 0)


def _in_content(kind: str, entry: str, path: Path_, change: Change) -> Callable[[], None]:
    def apply() -> None:
        from hipwise.library import catalogue

        real = catalogue.load_catalogue()
        entries = dict(getattr(real, kind))
        entries[entry] = _replaced(entries[entry], path, change)
        changed = dataclasses.replace(real, **{kind: entries})
        catalogue.load_catalogue = lambda: changed

    return apply


def _replaced(value: object, path: Path_, change: Change) -> object:
    if not path:
        return change(value)
    key, rest = path[0], path[1:]
    if isinstance(key, int):
        assert isinstance(value, tuple)
        return (*value[:key], _replaced(value[key], rest, change), *value[key + 1 :])
    if isinstance(value, Mapping):
        return {**value, key: _replaced(value[key], rest, change)}
    return dataclasses.replace(value, **{key: _replaced(getattr(value, key), rest, change)})  # type: ignore[type-var]


def _tests_of_content(kind: str, entry: str) -> tuple[str, ...]:
    if kind == "rules":
        return ("tests/plan/test_lifting.py", *_files(PLANNING))
    if kind != "settings":
        return (TABLE, *_files(PLANNING))
    if entry.startswith("envelope."):
        files = (_own_tests("hipwise.body.envelope"), *EXTRA_TESTS["hipwise.body.envelope"])
        return (*files, TABLE, *_files(PLANNING))
    if entry.startswith("plan."):
        return (*_files(PLANNING), TABLE)
    both = (*_files(FOLLOWING), *_files(PLANNING)) if entry.startswith(BOTH) else _files(FOLLOWING)
    return (*dict.fromkeys(both), *FOLLOW_TESTS, "tests/plan/test_session.py", TABLE)


def _files(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"tests/plan/test_{name}.py" for name in names)


# Code.


def code_mutants(only: Sequence[str]) -> Iterator[Mutant]:
    """A mutant for each comparison, condition, rule in a table, number and way out of a function."""
    for module, tests in MODULES.items():
        if not any(module.startswith(prefix) or prefix.startswith(module) for prefix in only or ("",)):
            continue
        text = _file_of(module).read_text("utf-8")
        own = _own_tests(module)
        files = (own, *EXTRA_TESTS.get(module, ()), *(name for name in _files(tests) if name != own))
        for place, what, tree, function in _mutated_trees(text):
            name = f"{module}:{place} {what}"
            if _is_wanted(name, only):
                change = (
                    _in_module(module, tree) if function is None else _in_function(module, tree, function)
                )
                yield Mutant(name, change, files, is_in_function=function is not None)


def _own_tests(module: str) -> str:
    """The test file that mirrors the module."""
    _, room, name = module.split(".")
    return f"tests/{room}/test_{name}.py"


def _file_of(module: str) -> Path:
    return SOURCE / (module.replace(".", "/") + ".py")


def _mutated_trees(text: str) -> Iterator[tuple[str, str, ast.Module, str | None]]:
    """Every tree that differs from the module in one place; place is the function and the line.

    Last comes the function in whose body the place is, by its dotted name; None outside of any.
    """
    whole = ast.parse(text)
    types = {id(inner) for node in ast.walk(whole) for part in _types(node) for inner in ast.walk(part)}
    spots = [
        (number, variant)
        for number, node in enumerate(ast.walk(whole))
        if id(node) not in types
        for variant in range(len(_variants(node)))
    ]
    owners, bodies = _owners(ast.parse(text)), _bodies(ast.parse(text))
    for number, variant in spots:
        tree = ast.parse(text)
        node = list(ast.walk(tree))[number]
        what, change = _variants(node)[variant]
        line = getattr(node, "lineno", 0)
        change()
        yield f"{owners.get(line, 'module')}:{line}", what, ast.fix_missing_locations(tree), bodies.get(line)


def _types(node: ast.AST) -> list[ast.AST]:
    """The parts of a node that only name types."""
    parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
        parts.append(node.value)
    return [part for part in parts if isinstance(part, ast.AST)]


def _owners(tree: ast.Module) -> dict[int, str]:
    owners: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            owners |= dict.fromkeys(range(node.lineno, (node.end_lineno or node.lineno) + 1), node.name)
    return owners


def _bodies(tree: ast.Module) -> dict[int, str]:
    """The outermost function around each line of a body, with its class."""
    bodies: dict[int, str] = {}
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        prefix = f"{node.name}." if isinstance(node, ast.ClassDef) else ""
        for function in inner:
            if isinstance(function, ast.FunctionDef):
                lines = range(function.body[0].lineno, (function.end_lineno or function.lineno) + 1)
                bodies |= dict.fromkeys(lines, prefix + function.name)
    return bodies


SWAPPED: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
SWAPPED_CALLS = {"any": "all", "all": "any", "min": "max", "max": "min"}
Variant = tuple[str, Callable[[], None]]


def _variants(node: ast.AST) -> list[Variant]:
    """The ways to change this node in place, each with words for it."""
    for kind, make in VARIANTS.items():
        if isinstance(node, kind):
            return make(node)
    return []


def _of_compare(node: ast.Compare) -> list[Variant]:
    found: list[Variant] = []
    for place, operator in enumerate(node.ops):
        for other in SWAPPED[type(operator)]:
            what = f"`{ast.unparse(node)}` {type(operator).__name__} -> {other.__name__}"
            found.append((what, lambda p=place, o=other: node.ops.__setitem__(p, o())))  # type: ignore[misc]
    return found


def _of_bool_op(node: ast.BoolOp) -> list[Variant]:
    words = ast.unparse(node)
    other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
    found: list[Variant] = [(f"`{words}` and <-> or", lambda: setattr(node, "op", other))]
    for place, value in enumerate(node.values):
        found.append((f"`{words}` without `{ast.unparse(value)}`", lambda p=place: _leave_out(node, p)))  # type: ignore[misc]
    return found


def _leave_out(node: ast.BoolOp, place: int) -> None:
    """What is left of two parts stands twice: a tree with one part is none, and would only break."""
    node.values.pop(place)
    if len(node.values) == 1:
        node.values *= 2


def _of_test(node: ast.If | ast.IfExp) -> list[Variant]:
    words = ast.unparse(node.test)
    return [
        (f"if `{words}` never", lambda: setattr(node, "test", ast.Constant(False))),
        (f"if `{words}` always", lambda: setattr(node, "test", ast.Constant(True))),
    ]


def _of_not(node: ast.UnaryOp) -> list[Variant]:
    if not isinstance(node.op, ast.Not):
        return []
    words = ast.unparse(node)
    return [(f"`{words}` without not", lambda: setattr(node, "op", ast.UAdd()) or _truth(node))]


def _truth(node: ast.UnaryOp) -> None:
    """`not x` becomes `not (not x)`: the truth of x."""
    node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)


def _of_call(node: ast.Call) -> list[Variant]:
    if not isinstance(node.func, ast.Name) or node.func.id not in SWAPPED_CALLS:
        return []
    other = SWAPPED_CALLS[node.func.id]
    return [
        (f"`{ast.unparse(node)[:60]}` {node.func.id} -> {other}", lambda: setattr(node.func, "id", other))
    ]


def _of_arithmetic(node: ast.BinOp) -> list[Variant]:
    other = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}.get(type(node.op))
    if other is None or any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) for part in (node.left, node.right)
    ):
        return []
    return [
        (
            f"`{ast.unparse(node)}` {type(node.op).__name__} -> {other.__name__}",
            lambda: setattr(node, "op", other()),
        )
    ]


def _of_constant(node: ast.Constant) -> list[Variant]:
    if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
        return []
    value = node.value
    return [(f"{value} -> {value + 1}", lambda: setattr(node, "value", value + 1))]


def _of_table(node: ast.Tuple | ast.List) -> list[Variant]:
    """A tuple or list of names in a table of rules: each left out."""
    if len(node.elts) < 2 or not isinstance(node.ctx, ast.Load):
        return []
    if not all(isinstance(element, ast.Name) for element in node.elts):
        return []
    return [
        (f"without `{ast.unparse(element)}`", lambda e=element: node.elts.remove(e))  # type: ignore[misc]
        for element in node.elts
    ]


VARIANTS: Mapping[type[ast.AST], Callable[..., list[Variant]]] = {
    ast.Compare: _of_compare,
    ast.BoolOp: _of_bool_op,
    ast.If: _of_test,
    ast.IfExp: _of_test,
    ast.UnaryOp: _of_not,
    ast.Call: _of_call,
    ast.BinOp: _of_arithmetic,
    ast.Constant: _of_constant,
    ast.Tuple: _of_table,
    ast.List: _of_table,
}


class _Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module and gives it the changed code."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name = name
        self.tree = tree

    def find_spec(self, name: str, path: object, target: object = None) -> object:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, _file_of(name), loader=self)  # type: ignore[arg-type]

    def create_module(self, spec: object) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.tree, str(_file_of(self.name)), "exec"), module.__dict__)


def _in_module(module: str, tree: ast.Module) -> Callable[[], None]:
    return lambda: sys.meta_path.insert(0, _Mutated(module, tree))


def _in_function(module: str, tree: ast.Module, name: str) -> Callable[[], None]:
    """Gives one function of a module that is loaded already the changed code: nothing is imported anew."""

    def apply() -> None:
        real = importlib.import_module(module)
        changed = ModuleType(module)
        changed.__dict__.update(__file__=str(_file_of(module)))
        sys.modules[module] = changed  # dataclasses look their module up
        exec(compile(tree, str(_file_of(module)), "exec"), changed.__dict__)
        sys.modules[module] = real
        _function(real, name).__code__ = _function(changed, name).__code__  # type: ignore[attr-defined]

    return apply


def _function(module: ModuleType, name: str) -> object:
    """The plain function behind a property, a cache or a class."""
    found: object = module
    for part in name.split("."):
        found = vars(found)[part]
    for wrapped in ("fget", "func", "__func__", "__wrapped__"):
        found = getattr(found, wrapped, found)
    return found


def load_modules() -> None:
    """Import once what every mutant of a function needs; no test, since a test decides as it is imported."""
    for name in MODULES:
        importlib.import_module(name)
    importlib.import_module("hipwise.library.catalogue").load_catalogue()
    _get_local_constants()  # hypothesis reads the source of all that is loaded, once instead of in each fork


# Running.


# The quick look: examples alone, no properties.
EXAMPLES = ("-m", "not hypothesis")
TOO_LONG = "ran out of time"
BROKEN = "the change could not be made"


class _FirstFailure:
    """Keeps the name of the first test that failed."""

    def __init__(self) -> None:
        self.name: str | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.name is None:
            self.name = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and self.name is None:
            self.name = report.nodeid + " (not even imported)"


PYTEST_OPTIONS = (
    "-x", "-c", os.devnull, "--rootdir", str(ROOT), "--import-mode=importlib", "--assert=plain",
    "-p", "no:cacheprovider", "-p", "no:django", "-p", "no:xdist", "-p", "no:terminal",
    "-p", "no:unraisableexception",  # it collects garbage for longer than most tests take
)  # fmt: skip


def _be_quiet() -> None:
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    hypothesis.settings.register_profile(
        "mutant", max_examples=30, database=None, derandomize=True, deadline=None
    )
    hypothesis.settings.load_profile("mutant")


def _arguments(mutant: Mutant) -> list[str]:
    return [*PYTEST_OPTIONS, *mutant.options, *(name for name in mutant.tests if (ROOT / name).exists())]


def _why_not_applied(mutant: Mutant) -> str | None:
    try:
        mutant.apply()
    except BaseException as error:  # noqa: BLE001 - no test has said anything about such a change
        return f"{BROKEN}: {error!r}"[:200]
    return None


def _run_tests(mutant: Mutant, answer: "multiprocessing.connection.Connection") -> None:
    _be_quiet()
    first = _FirstFailure()
    if (broken := _why_not_applied(mutant)) is not None:
        answer.send(broken)
        os._exit(0)
    try:
        code = pytest.main(_arguments(mutant), plugins=[first])
        answer.send(first.name or (None if code == 0 else f"pytest could not run and ended with {code}"))
    except BaseException as error:  # noqa: BLE001 - whatever breaks has been noticed
        answer.send(f"broke at once: {error!r}"[:200])
    answer.close()
    os._exit(0)


class _ManyMutants:
    """Runs the tests of many mutants that were collected once: a fork for each."""

    def __init__(
        self, mutants: Sequence[Mutant], most_s: float, answer: "multiprocessing.connection.Connection"
    ):
        self.mutants = mutants
        self.most_s = most_s
        self.answer = answer

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of pytest's own loop."""
        for mutant in self.mutants:
            self.answer.send(
                _in_fork(mutant.name, lambda a, m=mutant: _run_items(m, session, a), self.most_s)
            )
        return True


def _run_items(
    mutant: Mutant, session: pytest.Session, answer: "multiprocessing.connection.Connection"
) -> None:
    first = _FirstFailure()
    session.config.pluginmanager.register(first)
    if (broken := _why_not_applied(mutant)) is not None:
        answer.send(broken)
        os._exit(0)
    try:
        for item, following in zip(session.items, [*session.items[1:], None], strict=True):
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if first.name is not None:
                break
        answer.send(first.name)
    except BaseException as error:  # noqa: BLE001 - whatever breaks has been noticed
        answer.send(f"broke at once: {error!r}"[:200])
    os._exit(0)


def noticed_at_once(mutants: Sequence[Mutant], most_s: float) -> dict[int, Verdict]:
    """By `id`, the verdicts of mutants of functions that a test notices which was imported before the change.

    Collecting takes longer than most tests. What a test module or a cache worked out before the change may
    hide it: whatever is not noticed here says nothing, and is judged in a process of its own.
    """
    found: dict[int, Verdict] = {}
    for tests in dict.fromkeys(mutant.tests for mutant in mutants):
        group = [mutant for mutant in mutants if mutant.tests == tests]
        receiver, sender = multiprocessing.get_context("fork").Pipe(duplex=False)
        child = multiprocessing.get_context("fork").Process(target=_run_group, args=(group, most_s, sender))
        child.start()
        sender.close()
        try:
            for mutant in group:  # two of one line may share a name
                verdict = receiver.recv()
                if _not_noticed(verdict) is None:
                    found[id(mutant)] = verdict
        except EOFError:
            pass
        child.join()
    return found


def _run_group(
    group: Sequence[Mutant], most_s: float, answer: "multiprocessing.connection.Connection"
) -> None:
    _be_quiet()
    pytest.main(_arguments(group[0]), plugins=[_ManyMutants(group, most_s, answer)])
    os._exit(0)


def judge(mutant: Mutant, most_s: float) -> Verdict:
    """Run the tests of one mutant in a process of its own, for at most so many seconds."""
    return _in_fork(mutant.name, lambda answer: _run_tests(mutant, answer), most_s)


def _in_fork(name: str, run: Callable[..., None], most_s: float) -> Verdict:
    begun = time.monotonic()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=run, args=(sender,))
    child.start()
    sender.close()
    noticed: str | None = TOO_LONG
    try:
        if receiver.poll(most_s):
            noticed = receiver.recv()
    except EOFError:
        noticed = "died"
    if child.is_alive():
        child.kill()
    child.join()
    return Verdict(name, noticed, round(time.monotonic() - begun, 1))


def _not_noticed(verdict: Verdict) -> str | None:
    """Words for a mutant that no test noticed; None for one that a test did."""
    if verdict.noticed is None:
        return "SURVIVED"
    if verdict.noticed == TOO_LONG:
        return "TOO LONG"
    return "BROKEN" if verdict.noticed.startswith(BROKEN) else None


def _is_wanted(name: str, only: Sequence[str]) -> bool:
    return not only or any(name.startswith(prefix) for prefix in only)


def _already(path: Path | None) -> set[str]:
    if path is None or not path.exists():
        return set()
    return {json.loads(line)["name"] for line in path.read_text("utf-8").splitlines()}


def main() -> int:
    """Exit status 1 when a mutant survived."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("what", choices=["content", "code"])
    parser.add_argument("--only", action="append", default=[], help="mutants whose name begins so")
    parser.add_argument("--own", action="store_true", help="only the examples of the module's own test file")
    parser.add_argument(
        "--sample", type=int, help="so many of each module or kind, drawn by lot, the same each time"
    )
    parser.add_argument("--seconds", type=float, default=120, help="most seconds for one mutant")
    parser.add_argument("--out", type=Path, help="keep each verdict as a line of JSON; a second run goes on")
    parser.add_argument("--list", action="store_true", help="only list the mutants")
    given = parser.parse_args()
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT)]
    mutants = list((content_mutants if given.what == "content" else code_mutants)(given.only))
    if given.sample is not None:
        mutants = _sampled(mutants, given.sample)
    if given.own:
        mutants = [dataclasses.replace(mutant, tests=_first(mutant), options=EXAMPLES) for mutant in mutants]
    if given.list:
        print("\n".join(mutant.name for mutant in mutants))
        return 0
    return _run_all([m for m in mutants if m.name not in _already(given.out)], given.seconds, given.out)


def _first(mutant: Mutant) -> tuple[str, ...]:
    """The first of its test files that there is: the module's own, when it has one."""
    return tuple(name for name in mutant.tests if (ROOT / name).exists())[:1]


def _sampled(mutants: Sequence[Mutant], most: int) -> list[Mutant]:
    """At most so many of each module or kind of content, in their order."""
    groups: dict[str, list[int]] = {}
    for place, mutant in enumerate(mutants):
        groups.setdefault(mutant.name.split(":")[0].split("/")[0], []).append(place)
    chosen = {
        place
        for group, places in groups.items()
        for place in random.Random(group).sample(places, min(most, len(places)))
    }
    return [mutant for place, mutant in enumerate(mutants) if place in chosen]


def _run_all(mutants: Sequence[Mutant], most_s: float, out: Path | None) -> int:
    survivors = 0
    options = mutants[0].options if mutants else ()
    unchanged = Mutant(
        "unchanged", lambda: None, tuple(dict.fromkeys(f for m in mutants for f in m.tests)), options
    )
    if (noticed := judge(unchanged, 10 * most_s).noticed) is not None:
        print(f"expected every test to pass without a change, got: {noticed}; mend that first")
        return 2
    at_once: dict[int, Verdict] | None = None
    # A changed module has to be imported anew; all of these come before anything is imported.
    for number, mutant in enumerate(sorted(mutants, key=lambda m: m.is_in_function), start=1):
        if mutant.is_in_function and at_once is None:
            load_modules()
            at_once = noticed_at_once([m for m in mutants if m.is_in_function], most_s)
        verdict = (at_once or {}).get(id(mutant)) or judge(mutant, most_s)
        if out is not None:
            with out.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(dataclasses.asdict(verdict)) + "\n")
        if (words := _not_noticed(verdict)) is not None:
            survivors += 1
            print(f"{words} {mutant.name}", flush=True)
        if sys.stderr.isatty():
            print(f"\r{number}/{len(mutants)}, {survivors} survived", end="", file=sys.stderr)
    print(f"{len(mutants)} mutants, {survivors} survived")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
