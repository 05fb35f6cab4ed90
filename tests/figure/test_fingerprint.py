"""What generated files were made from."""

import pytest

from hipwise.figure import fingerprint


def test_it_does_not_depend_on_the_order():
    names = ("body/rig.py", "figure/pose.py")
    assert fingerprint.of_files(names) == fingerprint.of_files(names[::-1])


def test_other_files_give_another_one():
    assert fingerprint.of_files(("body/rig.py",)) != fingerprint.of_files(("figure/pose.py",))


def test_a_folder_means_its_python_files():
    assert fingerprint.of_files(("figure/surface/",)) != fingerprint.of_files(("figure/surface/body.py",))


def test_a_missing_file_is_refused():
    with pytest.raises(FileNotFoundError):
        fingerprint.of_files(("figure/no_such_file.py",))
