"""S3's calls, which many share a path: method, depth of the path and query tell them apart."""

from urllib.parse import parse_qs, unquote

from .undecidable import Undecidable

# By method and by what the path names; what S3 does to an object's or bucket's parts is not told apart here.
CALLS = {
    ("GET", 0): "ListBuckets",
    ("PUT", 1): "CreateBucket",
    ("DELETE", 1): "DeleteBucket",
    ("HEAD", 1): "HeadBucket",
    ("GET", 1): "ListObjectsV2",
    ("PUT", 2): "PutObject",
    ("GET", 2): "GetObject",
    ("HEAD", 2): "HeadObject",
    ("DELETE", 2): "DeleteObject",
}
# Query parameters that do not make another call of it.
PLAIN = {
    "list-type",
    "prefix",
    "delimiter",
    "max-keys",
    "start-after",
    "continuation-token",
    "encoding-type",
    "x-id",
    "versionId",
}


def named(method: str, path: str, query: str) -> tuple[str, dict[str, str]]:
    """The operation, with `Bucket` and, for an object, `Object` as BUCKET/KEY."""
    bucket, _, key = unquote(path).strip("/").partition("/")
    other = set(parse_qs(query, keep_blank_values=True)) - PLAIN
    operation = CALLS.get((method, 2 if key else 1 if bucket else 0))
    if operation is None or other:
        raise Undecidable(f"the local AWS does not know which call of S3 {method} {path}?{query} is")
    params = {"Bucket": bucket} if bucket else {}
    return operation, {**params, "Object": f"{bucket}/{key}"} if key else params
