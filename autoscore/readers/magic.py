"""First bytes of files that are not transcripts."""

_OLE = "旧版 Office 或加密的 Office 文件，请去掉密码并另存为 .xlsx"
_KINDS = (
    (b"%PDF-", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"RIFF", "录音或视频"),
    (b"ID3\x02", "MP3 录音"),
    (b"ID3\x03", "MP3 录音"),
    (b"ID3\x04", "MP3 录音"),
    (b"\xff\xfb", "MP3 录音"),
    (b"\xff\xf3", "MP3 录音"),
    (b"\xff\xf1", "AAC 录音"),
    (b"OggS\0", "Ogg 录音"),
    (b"fLaC\0", "FLAC 录音"),
    (b"#!AMR", "AMR 录音"),
    (b"\x1f\x8b\x08", "gzip 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"\xfd7zXZ\0", "xz 压缩包"),
    (b"\x28\xb5\x2f\xfd", "zstd 压缩包"),
    (b"\x89PNG\r\n", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"SQLite format 3\0", "数据库"),
    (b"\x7fELF", "程序"),
    (b"{\\rtf", "RTF 文档"),
)
_MEDIA_AT = slice(4, 8)


def binary_kind(head: bytes) -> str | None:
    """Returns what kind of file that is no transcript begins like this, or None."""
    if head[_MEDIA_AT] == b"ftyp":
        return "录音或视频"
    return next((kind for mark, kind in _KINDS if head.startswith(mark)), None)
