"""The same Python answers alike in Chromium and here."""

import json
from pathlib import Path

import pytest
from tests.journeys.visit import PHONE, open_page, sign_in

from hipwise.browser import call

ROOT = Path(__file__).parents[2]
VECTORS = json.loads((ROOT / "tests/reference/browser_vectors.json").read_text("utf-8"))["vectors"]
MANIFEST = ROOT / "src/hipwise/clinic/static/built/manifest.json"
LOAD_MS = 120_000

ASK = """async ([url, vectors]) => {
  const worker = new Worker(url, {type: "module"});
  const answers = [];
  return await new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({data}) => {
      if (data.kind === "unavailable") reject(new Error(data.problem));
      if (data.kind === "ready") vectors.forEach((v, id) => worker.postMessage({id, ...v}));
      if (data.kind === "problem") answers[data.id] = {error: data.problem};
      if (data.kind === "result") answers[data.id] = data.result;
      if (answers.filter((a) => a !== undefined).length === vectors.length) resolve(answers);
    };
  });
}"""


@pytest.fixture(scope="module")
def browser_answers(chromium, demonstration):
    """What the core says in Chromium's worker to every vector."""
    context, page = open_page(chromium, PHONE)
    page.set_default_timeout(LOAD_MS)
    sign_in(page, demonstration, "patient1")
    page.goto(f"{demonstration.url}/help/")
    (worker,) = (MANIFEST.parent / "assets").glob("worker-*.js")
    asked = [{"name": v["name"], "payload": v["payload"]} for v in VECTORS]
    answers = page.evaluate(ASK, [f"/static/built/assets/{worker.name}", asked])
    context.close()
    return answers


@pytest.mark.parametrize("place", range(len(VECTORS)))
def test_chromium_and_this_python_give_the_same_answer(browser_answers, place):
    vector = VECTORS[place]
    here = json.loads(call(vector["name"], json.dumps(vector["payload"])))
    assert browser_answers[place] == here
