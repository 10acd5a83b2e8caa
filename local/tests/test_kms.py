"""KMS: the states of a key, and the records of calls whose members come as JSON."""

import pytest
from botocore.exceptions import ClientError
from conftest import last_record

from aurora_local import record


@pytest.fixture
def key(account):
    return account.client("kms").create_key()["KeyMetadata"]


def state(account, key):
    return account.client("kms").describe_key(KeyId=key["KeyId"])["KeyMetadata"]["KeyState"]


@pytest.mark.parametrize("name", ["KeyId", "Arn"])
def test_a_key_that_is_kept_after_all_is_disabled_until_it_is_enabled(account, key, name):
    kms = account.client("kms")
    kms.schedule_key_deletion(KeyId=key[name], PendingWindowInDays=7)
    assert state(account, key) == "PendingDeletion"
    with pytest.raises(ClientError, match="KMSInvalidStateException"):
        kms.enable_key(KeyId=key[name])

    assert kms.cancel_key_deletion(KeyId=key[name])["KeyId"] == key["Arn"]
    assert state(account, key) == "Disabled"
    kms.enable_key(KeyId=key[name])
    assert state(account, key) == "Enabled"
    with pytest.raises(ClientError, match="KMSInvalidStateException"):
        kms.cancel_key_deletion(KeyId=key[name])


def test_a_call_is_recorded_with_its_key_even_where_the_answer_has_none(account, key):
    account.client("kms").disable_key(KeyId=key["KeyId"])

    made = last_record(account)

    assert made["eventSource"] == "kms.amazonaws.com"
    assert made["requestParameters"] == {"keyId": key["KeyId"]}
    assert made["responseElements"] == {"keyId": key["Arn"]}
    assert made["resources"] == [
        {"accountId": "123456789012", "type": "AWS::KMS::Key", "ARN": key["Arn"]},
    ]


def test_a_scheduled_deletion_is_recorded_with_its_date(account, key):
    account.client("kms").schedule_key_deletion(KeyId=key["KeyId"], PendingWindowInDays=7)

    made = last_record(account)

    assert made["requestParameters"] == {"keyId": key["KeyId"], "pendingWindowInDays": 7}
    assert made["responseElements"]["keyState"] == "PendingDeletion"
    assert made["responseElements"]["deletionDate"].endswith(("AM", "PM"))


def test_using_a_key_is_not_recorded_as_a_change(account, key):
    before = account.log.last
    account.client("kms").encrypt(KeyId=key["KeyId"], Plaintext=b"text")

    assert account.log.last == before


@pytest.mark.parametrize(
    ("code", "written"),
    [("NotFoundException", "NotFoundException"), ("AccessDeniedException", "AccessDenied")],
)
def test_a_call_that_is_refused_early_tells_nothing_of_its_request(account, code, written):
    body = f'{{"__type": "{code}", "message": "no"}}'.encode()
    form = {"Action": "DisableKey", "KeyId": "12345678-1234-1234-1234-123456789012"}
    identity = {"accountId": "123456789012"}
    call = record.Call("kms", "us-east-1", form, identity, "127.0.0.1", "test", "id")

    made = record.build(call, 400, body)

    assert (made["errorCode"], made["errorMessage"], made["requestParameters"]) == (written, "no", None)


def test_every_service_that_is_recorded_has_a_version():
    assert set(record.SERVICES) == set(record.EVENT_VERSIONS)
