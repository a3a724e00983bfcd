"""Keys change: what the old one encrypted is read, encrypted again, and then the old one may go."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db.models import BinaryField
from pytest_django.fixtures import Settings

from accounts.tests.factories import CompanyFactory
from common import rotation
from common.encryption import decrypt, encrypt, is_newest, keyed_digest
from common.fields import EncryptedField
from common.private_files import MARK, EncryptedStorage
from common.rotation import Column, encrypted_columns, rotate_column
from payments.models import BankAccount

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
COLUMN = Column(BankAccount, "number_encrypted")
PICTURE = b"\x89PNG" + bytes(range(256)) * 10


@pytest.fixture
def old_key(settings: Settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = [OLD]


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """The private storage, empty."""
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    return tmp_path


@pytest.fixture
def storage(folder: Path) -> EncryptedStorage:
    found = storages["private"]
    assert isinstance(found, EncryptedStorage)
    return found


def account(number: str) -> BankAccount:
    return BankAccount.objects.create(
        company=CompanyFactory(),
        holder="h",
        bank="b",
        number_encrypted=encrypt(number),
        number_tail=number[-4:],
        created_at="2026-03-02T09:00Z",
    )


def rotate(**options: object) -> str:
    out = StringIO()
    call_command("rotate_keys", stdout=out, **options)
    return out.getvalue()


# --- Texts ------------------------------------------------------------------------------------


def test_a_text_is_read_by_a_key_that_was_the_newest(old_key, settings) -> None:
    secret = encrypt("330782199003077777")
    assert b"3307" not in secret
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    assert decrypt(secret) == "330782199003077777"
    assert not is_newest(secret)
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    with pytest.raises(InvalidToken):
        decrypt(secret)


def test_a_digest_outlives_the_keys_and_depends_on_its_own(old_key, settings) -> None:
    before = keyed_digest("330782199003077777")
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    assert keyed_digest("330782199003077777") == before
    settings.DIGEST_KEY = "another"
    assert keyed_digest("330782199003077777") != before


# --- Columns ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_columns_are_encrypted_again_in_batches(old_key, folder, settings) -> None:
    made = [account(f"622202020011{n:04}") for n in range(5)]
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    said = rotate(batch=2)
    assert "payments.BankAccount.number_encrypted: 5 of 5 encrypted again" in said
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    for number, one in enumerate(made):
        one.refresh_from_db()
        assert decrypt(one.number_encrypted) == f"622202020011{number:04}"


@pytest.mark.django_db
def test_a_run_that_was_stopped_goes_on(old_key, settings) -> None:
    for number in range(5):
        account(f"622202020011{number:04}")
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    first = next(rotate_column(COLUMN, batch=2))
    assert (first.seen, first.changed) == (2, 2)
    *_, last = rotate_column(COLUMN, batch=2)
    assert (last.seen, last.changed) == (5, 3)


@pytest.mark.django_db
def test_a_second_run_changes_nothing(old_key, folder, settings) -> None:
    one = account("6222020200112230")
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    rotate()
    one.refresh_from_db()
    before = bytes(one.number_encrypted)
    assert "0 of 1 encrypted again" in rotate()
    one.refresh_from_db()
    assert bytes(one.number_encrypted) == before


@pytest.mark.django_db
def test_what_no_key_opens_is_named_and_the_rest_done(old_key, folder, settings) -> None:
    lost = account("6222020200112230")
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    good = account("6222020200112231")
    third = Fernet.generate_key().decode()
    settings.FIELD_ENCRYPTION_KEYS = [third, NEW]
    with pytest.raises(CommandError, match=rf"number_encrypted: {lost.pk}$"):
        rotate()
    good.refresh_from_db()
    assert is_newest(good.number_encrypted)


def test_every_encrypted_column_is_known() -> None:
    assert COLUMN in encrypted_columns()
    others = [
        str(Column(model, field.name))
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, BinaryField)
        and field.name.endswith("_encrypted")
        and not isinstance(field, EncryptedField)
    ]
    assert others == []


# --- Files ------------------------------------------------------------------------------------


def test_a_file_is_encrypted_on_the_disk_and_read_as_it_was(storage, folder) -> None:
    name = storage.save("documents/licence.png", ContentFile(PICTURE))
    on_disk = (folder / name).read_bytes()
    assert on_disk.startswith(MARK)
    assert PICTURE[:40] not in on_disk
    assert storage.size(name) == len(PICTURE)
    with storage.open(name) as file:
        assert file.read() == PICTURE


def test_a_file_has_no_address(storage) -> None:
    with pytest.raises(ValueError, match="not accessible"):
        storage.url(storage.save("licence.png", ContentFile(PICTURE)))


def test_a_file_cannot_be_written_in_place(storage) -> None:
    with pytest.raises(ValueError, match="as a whole"):
        storage.open(storage.save("licence.png", ContentFile(PICTURE)), "wb")


def test_text_is_taken_as_utf_8(storage) -> None:
    name = storage.save("list.csv", ContentFile("规格,价格\n"))
    assert storage.open(name).read().decode() == "规格,价格\n"


def test_a_file_that_was_tampered_with_is_refused(storage, folder) -> None:
    name = storage.save("licence.png", ContentFile(PICTURE))
    stored = bytearray((folder / name).read_bytes())
    stored[-10] ^= 1
    (folder / name).write_bytes(stored)
    with pytest.raises(InvalidToken):
        storage.open(name)


@pytest.mark.django_db
def test_files_are_encrypted_again_too(old_key, storage, settings) -> None:
    name = storage.save("documents/2026/licence.png", ContentFile(PICTURE))
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    assert "private: 1 of 1 encrypted again" in rotate()
    assert "private: 0 of 1 encrypted again" in rotate()
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    assert storage.open(name).read() == PICTURE


@pytest.mark.django_db
def test_a_file_from_before_is_read_and_taken_in(storage, folder) -> None:
    (folder / "old.csv").write_bytes(b"a,b\n")
    assert storage.open("old.csv").read() == b"a,b\n"
    rotate()
    assert (folder / "old.csv").read_bytes().startswith(MARK)
    assert storage.open("old.csv").read() == b"a,b\n"


@pytest.mark.django_db
def test_a_file_that_no_key_opens_is_named(old_key, storage, settings) -> None:
    storage.save("lost.png", ContentFile(PICTURE))
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    with pytest.raises(CommandError, match=r"private: lost\.png"):
        rotate()


def test_a_stop_in_between_leaves_the_old_file(storage, settings, folder, monkeypatch) -> None:
    name = storage.save("licence.png", ContentFile(PICTURE))
    settings.FIELD_ENCRYPTION_KEYS = [NEW, *settings.FIELD_ENCRYPTION_KEYS]

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        storage.rotate(name)
    assert storage.open(name).read() == PICTURE
    assert list(storage.names()) == [name]


def test_an_empty_storage_has_no_names(storage, folder) -> None:
    assert list(storage.names()) == []
    assert list(rotation.rotate_storage("private", storage, batch=5))[-1].seen == 0
