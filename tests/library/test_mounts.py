"""Which folders lie on another machine."""

from __future__ import annotations

from pathlib import Path

from shoegui.library.mounts import is_remote, kind_of, linux_mounts, mac_mounts

LINUX = """\
/dev/sda1 / ext4 rw 0 0
nas:/photos /mnt/nas nfs4 rw 0 0
//pc/share /mnt/two\\040words cifs rw 0 0
/dev/sdb1 /mnt/nas/local ext4 rw 0 0
"""

MAC = """\
/dev/disk3s1 on / (apfs, sealed, local)
//anna@nas._smb._tcp.local/photos on /Volumes/my photos (smbfs, nodev, nosuid)
"""


def test_the_innermost_mount_counts() -> None:
    mounts = linux_mounts(LINUX)
    assert kind_of("/home/anna", mounts) == "ext4"
    assert kind_of("/mnt/nas", mounts) == "nfs4"
    assert kind_of("/mnt/nas/2024", mounts) == "nfs4"
    assert kind_of("/mnt/nas/local/2024", mounts) == "ext4"
    assert kind_of("/mnt/nasty", mounts) == "ext4"
    assert kind_of("/mnt/two words/x", mounts) == "cifs"


def test_macos_names_its_mounts_in_words() -> None:
    assert kind_of("/Volumes/my photos/2024", mac_mounts(MAC)) == "smbfs"
    assert kind_of("/Users", mac_mounts(MAC)) == "apfs"


def test_a_temporary_folder_is_here(tmp_path: Path) -> None:
    assert not is_remote(tmp_path)
