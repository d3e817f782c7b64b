"""The account PostgreSQL runs as: it refuses root, so root hands over to an account without rights."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from .failure import ALTERNATIVE, EmbeddedServerError

UNPRIVILEGED = ("nobody", "daemon")


class ProcessOptions(TypedDict, total=False):
    """The keywords of ``subprocess`` that make a child run as another account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """A user of this machine, and how to start a process as that user."""

    uid: int
    gid: int
    name: str

    @property
    def switches(self) -> bool:
        """Whether a child has to change its user: true only below root."""
        return self.uid != os.geteuid()

    def process_options(self) -> ProcessOptions:
        """Answer what ``subprocess`` needs to run a child as this account, without any further group."""
        if not self.switches:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def takes_over(self, path: Path) -> None:
        """Give ``path`` to this account."""
        if self.switches:
            os.chown(path, self.uid, self.gid)

    def reaches(self, directory: Path) -> bool:
        """Answer whether this account can enter ``directory``: found by trying, not by reading modes."""
        if not self.switches:
            return os.access(directory, os.X_OK)
        try:
            tried = subprocess.run(  # noqa: S603  the arguments are ours and no word of them is read as code
                ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(directory)],
                cwd="/",
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                **self.process_options(),
            )
        except (PermissionError, OSError) as error:
            raise EmbeddedServerError(
                f"PostgreSQL refuses to run as root, and no process could be started as {self.name!r} instead"
                f" ({error}). Start gongjian as an ordinary user, {ALTERNATIVE}."
            ) from error
        return tried.returncode == 0


def of_uid(uid: int, gid: int) -> Account:
    """Answer the account with this number; ``gid`` counts where the machine knows no such user."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return Account(uid, gid, str(uid))
    return Account(uid, entry.pw_gid, entry.pw_name)


def for_new_cluster(data_dir: Path) -> Account:
    """Answer who shall own a new cluster.

    That is whoever starts it; below root it is the owner of the data directory, or an account without rights.
    """
    if os.geteuid() != 0:
        return of_uid(os.geteuid(), os.getegid())
    found = data_dir.stat()
    owner = of_uid(found.st_uid, found.st_gid)
    if owner.uid != 0 and owner.name != str(owner.uid):
        return owner
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, name)
    raise EmbeddedServerError(
        f"PostgreSQL refuses to run as root, and this machine has none of the users"
        f" {', '.join(UNPRIVILEGED)} to"
        f" run it as. Start gongjian as an ordinary user, {ALTERNATIVE}."
    )


def of_cluster(directory: Path) -> Account:
    """Answer the owner of an existing cluster, whom PostgreSQL has to run as.

    Raises EmbeddedServerError when the one who starts it may not become that owner.
    """
    found = directory.stat()
    if found.st_uid == 0:
        raise EmbeddedServerError(
            f"{directory} belongs to root, and PostgreSQL refuses to run as root. Give the directory to an"
            f" ordinary"
            f" user (chown -R), {ALTERNATIVE}."
        )
    owner = of_uid(found.st_uid, found.st_gid)
    if os.geteuid() not in (0, owner.uid):
        raise EmbeddedServerError(
            f"{directory} belongs to the user {owner.name!r}, who started this data directory first. Start"
            f" gongjian"
            f" as that user or as root, set GONGJIAN_DATA_DIR to another directory, {ALTERNATIVE}."
        )
    return owner
