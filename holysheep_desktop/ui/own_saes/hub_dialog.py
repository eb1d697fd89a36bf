"""Published SAEs: choose a repository and one of its SAEs, see its size, download it, and add it."""

from __future__ import annotations

import time

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from holysheep_desktop.core.models import SaeInfo
from holysheep_desktop.core.sae_releases import (
    DOWNLOAD,
    GEMMA_SCOPE_2,
    GEMMA_SCOPE_2_PARTS,
    LARGEST_BYTES,
    ReleasedSae,
    SaeReleases,
)
from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.appearance.motion import show_share
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, TypeSize
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.own_saes.computing import remaining, time_left
from holysheep_desktop.ui.own_saes.desk import SaeDesk
from holysheep_desktop.ui.own_saes.release_table import ReleaseTable, megabytes
from holysheep_desktop.ui.widgets.boxes import ChoiceBox
from holysheep_desktop.ui.widgets.tables import RowView
from holysheep_desktop.ui.words.errors import describe

_SIZE = (620, 520)


class HubDialog(Translated, QDialog):
    """Nothing is asked of the Hub before List, and nothing is downloaded before the size was seen."""

    def __init__(self, releases: SaeReleases, desk: SaeDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hubSaes")
        self._releases, self._desk = releases, desk
        self._chosen: ReleasedSae | None = None
        self._began_s = 0.0
        self._listing, self._bringing = Job(self), Job(self)
        self._title = plain_label("hubTitle", size=TypeSize.HEADING, bold=True, wraps=True)
        self._repository_label, self._part_label = QLabel(), QLabel()
        self._repository, self._part = QLineEdit(GEMMA_SCOPE_2), ChoiceBox()
        self._list = push_button("hubList")
        self._table = ReleaseTable(self)
        self._view = RowView(self._table, "hubTable")
        self._note = plain_label("hubNote", wraps=True)
        self._bar = QProgressBar()
        self._download, self._stop = push_button("hubDownload", is_primary=True), push_button("hubStop")
        self._close = push_button("hubClose")
        self._build()
        self._connect()
        self.resize(*_SIZE)
        self._show_state()
        self._retranslate()

    @property
    def note(self) -> str:
        """What is said below the table."""
        return self._note.text()

    @override
    def done(self, result: int) -> None:
        self._listing.cancel()
        self._bringing.cancel()
        super().done(result)

    def _build(self) -> None:
        self._repository.setObjectName("hubRepository")
        self._part.setObjectName("hubPart")
        self._part.setEditable(True)
        self._part.addItems(["", *GEMMA_SCOPE_2_PARTS])
        self._part.setCurrentIndex(1)
        self._bar.setObjectName("hubProgress")
        self._bar.setTextVisible(False)
        form = QFormLayout()
        form.setHorizontalSpacing(GAP_GROUP)
        form.setVerticalSpacing(GAP)
        parts = QHBoxLayout()
        parts.setSpacing(GAP)
        parts.addWidget(self._part, stretch=1)
        parts.addWidget(self._list)
        for label, field in ((self._repository_label, self._repository), (self._part_label, self._part)):
            label.setBuddy(field)
        form.addRow(self._repository_label, self._repository)
        form.addRow(self._part_label, parts)
        foot = QHBoxLayout()
        foot.addStretch()
        for button in (self._download, self._stop, self._close):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        column.addWidget(self._title)
        column.addLayout(form)
        column.addWidget(self._view, stretch=1)
        column.addWidget(self._note)
        column.addWidget(self._bar)
        column.addLayout(foot)

    def _connect(self) -> None:
        part = self._part.lineEdit()
        assert part is not None, "the box is editable"
        for field in (self._repository, part):
            field.returnPressed.connect(self._on_list_clicked)
        self._list.clicked.connect(self._on_list_clicked)
        self._view.row_chosen.connect(self._on_row_chosen)
        self._download.clicked.connect(self._on_download_clicked)
        self._stop.clicked.connect(self._bringing.cancel)
        self._close.clicked.connect(self.reject)
        self._listing.succeeded.connect(self._on_listed)
        self._bringing.progressed.connect(self._on_progressed)
        self._bringing.succeeded.connect(self._on_brought)
        self._bringing.cancelled.connect(self._on_stopped)
        for job in (self._listing, self._bringing):
            job.failed.connect(self._on_failed)
            job.finished.connect(self._show_state)

    @override
    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Add SAE from Hugging Face"))
        self._title.setText(self.tr("Published SAEs, for example Gemma Scope 2 for the local model"))
        self._repository_label.setText(self.tr("Repository"))
        self._part_label.setText(self.tr("Folder"))
        self._list.setText(self.tr("List its SAEs"))
        self._stop.setText(self.tr("Stop"))
        self._close.setText(self.tr("Close"))
        self._view.setAccessibleName(self.tr("SAEs of the repository"))
        self._bar.setAccessibleName(self.tr("Progress"))
        self._table.retranslate()
        self._say_size()

    @Slot()
    def _show_state(self) -> None:
        is_bringing = self._bringing.is_running
        for field in (self._repository, self._part, self._list, self._view):
            field.setEnabled(not is_bringing and not self._listing.is_running)
        self._bar.setVisible(is_bringing)
        self._stop.setVisible(is_bringing)
        self._download.setVisible(not is_bringing)
        self._download.setEnabled(self._chosen is not None and self._chosen.n_bytes <= LARGEST_BYTES)

    def _say_size(self) -> None:
        sae = self._chosen
        if sae is None:
            self._download.setText(self.tr("Download"))
            self._note.setText(self.tr("Asks huggingface.co for the list of files; downloads nothing yet."))
            return
        size = megabytes(sae.n_bytes)
        self._download.setText(self.tr("Download {size}").format(size=size))
        if sae.n_bytes > LARGEST_BYTES:
            words = self.tr("{size} is more than this program takes ({limit}).")
            self._note.setText(words.format(size=size, limit=megabytes(LARGEST_BYTES)))
        else:
            words = self.tr(
                "{size} come from huggingface.co; the SAE is then checked and added. Its licence is that of "
                "{repository}."
            )
            self._note.setText(words.format(size=size, repository=sae.repository))

    @Slot()
    def _on_list_clicked(self) -> None:
        self._chosen = None
        self._table.show_rows(())
        self._note.setText(self.tr("Asking …"))
        work = self._releases.find(self._repository.text().strip(), self._part.currentText().strip(" /"))
        self._listing.start(work, name="list published SAEs")
        self._show_state()

    @Slot(object)
    def _on_listed(self, found: tuple[ReleasedSae, ...]) -> None:
        self._table.show_rows(found)
        self._note.setText(
            self.tr("{n} SAEs. Choose one to see what its download brings.").format(n=len(found))
        )

    @Slot(object)
    def _on_row_chosen(self, sae: ReleasedSae) -> None:
        self._chosen = sae
        self._say_size()
        self._show_state()

    @Slot()
    def _on_download_clicked(self) -> None:
        if self._chosen is not None:
            self._began_s = time.monotonic()
            show_share(self._bar, 0, 0)
            self._bringing.start(self._bring(self._chosen), name="download SAE")
            self._show_state()

    async def _bring(self, sae: ReleasedSae) -> SaeInfo | None:
        async with self._releases.downloaded(sae, self._bringing.report) as folder:
            self.hide()  # the import may ask where the SAE reads
            return await self._desk.bring(folder)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        if progress.stage != DOWNLOAD or self._chosen is None:
            return
        show_share(self._bar, 1000 * progress.done // max(1, progress.total), 1000)
        words = self.tr("Downloading: {done} of {total}").format(
            done=megabytes(progress.done), total=megabytes(progress.total)
        )
        left_s = remaining(progress, time.monotonic() - self._began_s)
        self._note.setText(words + ("" if left_s is None else time_left(left_s)))

    @Slot(object)
    def _on_brought(self, sae: SaeInfo | None) -> None:
        self._desk.show_added(sae)
        self.accept()

    @Slot()
    def _on_stopped(self) -> None:
        self._say_size()
        self._note.setText(self.tr("Stopped. Nothing was kept."))

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        notice = describe(error)
        self.show()
        self._note.setText(f"{notice.title} {notice.advice}".strip())
