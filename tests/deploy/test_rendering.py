"""Every overlay renders, and says the same each time."""

import re
from pathlib import Path

import pytest
import yaml

from .rendering import (
    COMPONENTS,
    DEPLOY,
    OVERLAYS,
    POOLED,
    every_overlay,
    folder_of,
    kustomize,
    needs_kubectl,
    pods,
    rendered,
    words_of,
)

pytestmark = needs_kubectl

GENERATED = {"kustomization.yaml"}


def test_there_is_an_overlay_for_trying_for_testing_and_for_real() -> None:
    assert {"production", "single-node", "staging"} <= set(OVERLAYS)


@every_overlay
def test_an_overlay_renders_the_same_twice(overlay: str) -> None:
    folder = folder_of(overlay)
    assert kustomize(folder) == kustomize(folder)
    assert len(rendered(overlay)) > 10


@every_overlay
def test_an_overlay_is_a_few_lines(overlay: str) -> None:
    text = (folder_of(overlay) / "kustomization.yaml").read_text("utf-8")
    assert len(text.splitlines()) <= 30


@every_overlay
def test_nothing_is_rendered_twice_and_all_in_one_namespace(overlay: str) -> None:
    names = [(found["kind"], found["metadata"]["name"]) for found in rendered(overlay)]
    assert len(names) == len(set(names))
    (namespace,) = [name for kind, name in names if kind == "Namespace"]
    assert {found["metadata"].get("namespace", namespace) for found in rendered(overlay)} == {namespace}


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_is_used_by_an_overlay(component: str) -> None:
    used = [
        overlay
        for overlay in [*OVERLAYS, POOLED]
        for path in yaml.safe_load((folder_of(overlay) / "kustomization.yaml").read_text("utf-8"))["components"]
        if path.endswith(f"/components/{component}")
    ]
    assert used


def test_every_file_is_used() -> None:
    for folder in (path.parent for path in DEPLOY.rglob("kustomization.yaml")):
        said = (folder / "kustomization.yaml").read_text("utf-8")
        for path in folder.iterdir():
            if path.is_file() and path.name not in GENERATED:
                assert path.name in said, f"{path.relative_to(DEPLOY)} is named by no kustomization"


@pytest.mark.parametrize("path", sorted(DEPLOY.rglob("*.yaml")), ids=lambda path: path.relative_to(DEPLOY).as_posix())
def test_a_file_is_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 130


@every_overlay
def test_images_are_set_in_one_place_and_tied_to_no_registry(overlay: str) -> None:
    named = yaml.safe_load((DEPLOY / "components/images/kustomization.yaml").read_text("utf-8"))["images"]
    known = {f"{image['newName']}:{image['newTag']}" for image in named}
    for made in pods(overlay):
        for box in made.containers:
            assert box["image"] in known, f"{made.title}: {box['image']} does not come from components/images"
            assert "imagePullPolicy" not in box
    for image in known:
        assert re.fullmatch(r"[a-z-]+:\d+\.\d+\.\d+", image), f"{image} names a registry, or moves"
    outside = [value for found in rendered(overlay) for value in words_of(found, "imageName")]
    assert outside == [], "the database's image is the operator's word"
