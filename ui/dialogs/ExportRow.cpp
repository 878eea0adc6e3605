// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ExportRow.h"

#include "ui/theme/Format.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int fullBar = 1000;

QString runningText(const ExportProgress &progress)
{
    QString text = ExportRow::tr("%1 records, %2").arg(format::count(progress.written), format::bytes(progress.bytes));
    if (progress.rate > 0)
        text += u" · "_s + format::rate(progress.rate);
    if (progress.secondsLeft > 0)
        text += u" · "_s + ExportRow::tr("%1 left").arg(format::duration(progress.secondsLeft));
    return text;
}

bool lacksSome(const FeedCounters &captured)
{
    return captured.dropped > 0 || captured.quarantined > 0;
}

/// What an export lacks because the capture has not got it, is said.
QString finishedText(const ExportProgress &progress)
{
    QString text =
        ExportRow::tr("Done: %1 records, %2").arg(format::count(progress.written), format::bytes(progress.bytes));
    if (progress.unread > 0) {
        text += u" · "_s + ExportRow::tr("%1 records are left out, as they cannot be read: %2")
                               .arg(format::count(progress.unread), progress.whyUnread);
    }
    const FeedCounters &captured = progress.captured;
    if (lacksSome(captured)) {
        text += u" · "_s + ExportRow::tr("of %1 received, the capture lacks %2 dropped and %3 not understood")
                               .arg(format::count(captured.received), format::count(captured.dropped),
                                    format::count(captured.quarantined));
    }
    return text;
}

} // namespace

ExportRow::ExportRow(const QString &name, const QString &path, QWidget *parent)
    : QWidget(parent)
    , m_path(path)
    , m_name(new QLabel(this))
    , m_state(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_folder(new QPushButton(tr("Show in folder"), this))
    , m_dismiss(new QPushButton(tr("Dismiss"), this))
{
    m_name->setTextFormat(Qt::PlainText);
    m_name->setText(tr("%1 → %2").arg(visibleLine(name, 40), visibleLine(QFileInfo(path).fileName(), 60)));
    m_name->setToolTip(plainToolTip(path));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setObjectName(u"state"_s);
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(150, 8);
    m_bar->setAccessibleName(tr("Progress of the export"));
    m_cancel->setObjectName(u"cancel"_s);
    m_folder->setObjectName(u"folder"_s);
    m_dismiss->setObjectName(u"dismiss"_s);
    m_folder->hide();
    m_dismiss->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 3, 8, 3);
    layout->setSpacing(12);
    layout->addWidget(m_name);
    layout->addWidget(m_bar);
    layout->addWidget(m_state, 1);
    layout->addWidget(m_cancel);
    layout->addWidget(m_folder);
    layout->addWidget(m_dismiss);
    connect(m_cancel, &QPushButton::clicked, this, &ExportRow::cancelRequested);
    connect(m_folder, &QPushButton::clicked, this, [this] { Q_EMIT folderRequested(m_path); });
    connect(m_dismiss, &QPushButton::clicked, this, &ExportRow::dismissed);
}

void ExportRow::setProgress(const ExportProgress &progress)
{
    using State = ExportProgress::State;
    if (!progress.path.isEmpty())
        m_path = progress.path;
    m_running = progress.state == State::Running;
    if (progress.total > 0) {
        m_bar->setRange(0, fullBar);
        m_bar->setValue(int(double(std::min(progress.scanned, progress.total)) / double(progress.total) * fullBar));
    }
    QColor color = theme::muted(palette());
    QString text;
    switch (progress.state) {
    case State::Running:
        text = runningText(progress);
        break;
    case State::Finished:
        text = finishedText(progress);
        color = progress.unread > 0            ? theme::bad(palette())
                : lacksSome(progress.captured) ? theme::warning(palette())
                                               : theme::good(palette());
        break;
    case State::Cancelled:
        text = tr("Cancelled; nothing was written");
        break;
    case State::Failed:
        text = progress.error;
        color = theme::bad(palette());
        break;
    }
    m_state->setText(visibleLine(text, 500));
    m_state->setToolTip(plainToolTip(text));
    QPalette colored = m_state->palette();
    colored.setColor(QPalette::WindowText, color);
    m_state->setPalette(colored);
    m_bar->setVisible(m_running);
    m_cancel->setVisible(m_running);
    m_folder->setVisible(progress.state == State::Finished);
    m_dismiss->setVisible(!m_running);
}

} // namespace livebelt
