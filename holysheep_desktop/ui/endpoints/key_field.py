"""One API key: typed once, masked, kept in the system keyring or for this session, never shown again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.connections.api_key import cleaned_key
from holysheep_desktop.core.stores import ApiKey, KeptKey, KeyPlace, KeyStore
from holysheep_desktop.errors import InputError, SecretStoreError
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, TypeSize, set_ink, set_invalid
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.words.errors import describe, input_sentence, secret_store_sentence

translate = QCoreApplication.translate


class KeyField(Translated, QWidget):
    """Finds, keeps and forgets the key of one origin.

    Signals: key_changed(); kept() once a key is where it shall be.
    """

    key_changed = Signal()
    kept = Signal()

    def __init__(self, name: str, keys: KeyStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Key")
        self._keys = keys
        self._origin = ""
        self._has_key = self._is_keeping = False
        self._answers: list[ApiKey | KeptKey | BaseException | None] = []
        """What the keyring said last; empty before it has said anything."""
        self._edit = QLineEdit()
        self._edit.setObjectName(f"{name}KeyEdit")
        self._edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._keep = push_button(f"{name}KeyKeep")
        self._forget = push_button(f"{name}KeyForget")
        self._session_only = QCheckBox()
        self._session_only.setObjectName(f"{name}KeySessionOnly")
        self._message = plain_label(
            f"{name}KeyMessage", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True
        )
        self._job = Job(self)
        self._build()
        self._connect()
        self._retranslate()
        self._update_buttons()

    def set_origin(self, origin: str) -> None:
        """Show the key of another origin; an empty one has no key."""
        if origin == self._origin:
            return
        self._origin = origin
        self._is_keeping = False
        self._answers = []
        self._edit.clear()
        self._update_buttons()
        if origin:
            self._look_up()
        else:
            self._say("", Role.TEXT_MUTED)

    @property
    def is_keeping(self) -> bool:
        """Whether a key is on its way to the keyring."""
        return self._is_keeping

    @property
    def has_typed(self) -> bool:
        """Whether something stands in the field that was not kept."""
        return bool(self._edit.text())

    def keep_typed(self) -> None:
        """Keep what stands in the field; what is no key is said to be none."""
        if self.has_typed:
            self._on_keep_clicked()

    def focus(self) -> None:
        """Put the cursor where the key is typed."""
        self._edit.setFocus()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._edit, stretch=1)
        row.addWidget(self._keep)
        row.addWidget(self._forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addLayout(row)
        column.addWidget(self._session_only)
        column.addWidget(self._message)

    def _connect(self) -> None:
        self._edit.textChanged.connect(self._on_text_changed)
        self._edit.returnPressed.connect(self._on_keep_clicked)
        self._keep.clicked.connect(self._on_keep_clicked)
        self._forget.clicked.connect(self._on_forget_clicked)
        self._job.succeeded.connect(self._on_answered)
        self._job.failed.connect(self._on_failed)
        self._job.started.connect(self._update_buttons)
        self._job.finished.connect(self._update_buttons)

    @override
    def _retranslate(self) -> None:
        self._edit.setPlaceholderText(self.tr("Paste a key"))
        self._edit.setAccessibleName(self.tr("API key"))
        self._keep.setText(self.tr("Keep key"))
        self._keep.setAccessibleName(self.tr("Keep the API key"))
        self._forget.setText(self.tr("Forget key"))
        self._forget.setAccessibleName(self.tr("Forget the API key"))
        self._session_only.setText(self.tr("Keep it for this session only, not in the keyring"))
        self._session_only.setAccessibleName(self._session_only.text())
        for answer in self._answers:
            self._show_answer(answer)

    def _look_up(self) -> None:
        self._say(self.tr("Asking the system keyring…"), Role.TEXT_MUTED)
        self._job.start(self._keys.find(self._origin), name="find key")

    async def _keep_key(self, key: str) -> KeptKey:
        kept = await self._keys.keep(self._origin, key, only_for_session=self._session_only.isChecked())
        self.key_changed.emit()
        return kept

    async def _forget_key(self) -> ApiKey | None:
        await self._keys.forget(self._origin)
        self.key_changed.emit()
        return await self._keys.find(self._origin)

    @Slot()
    def _update_buttons(self) -> None:
        is_idle = bool(self._origin) and not self._job.is_running
        self._edit.setEnabled(bool(self._origin))
        self._keep.setEnabled(is_idle and bool(self._edit.text()))
        self._session_only.setEnabled(is_idle)
        self._forget.setEnabled(is_idle and self._has_key)

    @Slot(str)
    def _on_text_changed(self, _text: str) -> None:
        set_invalid(self._edit, False)
        self._update_buttons()

    @Slot()
    def _on_keep_clicked(self) -> None:
        if not self._origin or self._is_keeping:
            return
        try:
            key = cleaned_key(self._edit.text())
        except InputError as error:
            set_invalid(self._edit, True)
            self._say(input_sentence(error), Role.BAD)
            return
        self._edit.clear()
        self._say(self.tr("Asking the system keyring…"), Role.TEXT_MUTED)
        self._is_keeping = True
        self._job.start(self._keep_key(key), name="keep key")

    @Slot()
    def _on_forget_clicked(self) -> None:
        self._edit.clear()
        self._job.start(self._forget_key(), name="forget key")

    @Slot(object)
    def _on_answered(self, answer: ApiKey | KeptKey | None) -> None:
        self._answers = [answer]
        self._show_answer(answer)
        if self._is_keeping:
            self._is_keeping = False
            self.kept.emit()

    def _show_answer(self, answer: ApiKey | KeptKey | BaseException | None) -> None:
        if isinstance(answer, BaseException):
            self._show_failure(answer)
            return
        # What the environment says cannot be forgotten here.
        self._has_key = answer is not None and answer.place is not KeyPlace.ENVIRONMENT
        if answer is None:
            self._say(self.tr("No key is known."), Role.TEXT_MUTED)
            return
        if isinstance(answer, KeptKey) and answer.reason is not None:
            reason = secret_store_sentence(answer.reason)
            advice = self.tr("The key is kept until you quit, and is written nowhere.")
            self._say(f"{reason} {advice}", Role.WARN)
            return
        self._say(_place_words(answer.place), Role.GOOD)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._answers = [error]
        self._is_keeping = False
        self._show_failure(error)

    def _show_failure(self, error: BaseException) -> None:
        if isinstance(error, SecretStoreError):
            notice = describe(error)
            self._say(f"{notice.title} {notice.advice}", Role.WARN)
        else:
            self._say(describe(error).title, Role.BAD)

    def _say(self, text: str, role: Role) -> None:
        self._message.setText(text)
        set_ink(self._message, role)
        self._edit.setAccessibleDescription(text)


def _place_words(place: KeyPlace) -> str:
    return {
        KeyPlace.SESSION: translate("KeyField", "A key is known for this session only."),
        KeyPlace.KEYRING: translate("KeyField", "A key is kept in the system keyring."),
        KeyPlace.ENVIRONMENT: translate("KeyField", "The key comes from HOLYSHEEP_API_KEY."),
    }[place]
