// SPDX-License-Identifier: GPL-3.0-or-later
// What the person asks of the window: dialogs, files and what is dropped on it.
#include "ui/window/MainWindow.h"

#include "model/lists/FeedListModel.h"
#include "ui/dialogs/AddFeedDialog.h"
#include "ui/dialogs/EditFeedDialog.h"
#include "ui/dialogs/ExportDialog.h"
#include "ui/dialogs/ExportStrip.h"
#include "ui/dialogs/PasswordDialog.h"
#include "ui/dialogs/RereadDialog.h"
#include "ui/lists/FeedView.h"
#include "ui/theme/VisibleText.h"
#include "ui/window/FeedTabs.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

AddFeedDialog *MainWindow::addFeed(const QString &kind, const QString &address)
{
    m_firstFeeds = false;
    auto *dialog = new AddFeedDialog(m_workspace, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!address.isEmpty())
        dialog->setAddress(address);
    else if (!kind.isEmpty())
        dialog->setKind(kind);
    connect(dialog, &AddFeedDialog::applied, this, &MainWindow::openFeed);
    dialog->show();
    return dialog;
}

void MainWindow::editFeed(qint64 feed)
{
    const auto status = m_workspace.feeds().status(feed);
    if (!status || !status->isLive())
        return;
    auto *dialog = new EditFeedDialog(m_workspace, *status, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &EditFeedDialog::applied, this, &MainWindow::openFeed);
    dialog->show();
}

void MainWindow::rereadFeed(qint64 feed)
{
    const auto status = m_workspace.feeds().status(feed);
    if (!status || m_workspace.rereadOptions(feed).isEmpty())
        return;
    // What is on the screen is what somebody wants to see in another way.
    const FeedView *view = m_tabs->viewOf(feed);
    const auto seen = view ? view->visibleRange() : std::nullopt;
    auto *dialog = new RereadDialog(m_workspace, *status, seen ? seen->first : 1, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void MainWindow::enterPassword(qint64 feed)
{
    const auto status = m_workspace.feeds().status(feed);
    const auto address = FeedAddress::parse(status ? status->address : QString());
    const QList<FeedDescription> kinds = m_workspace.kinds();
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                   [&](const FeedDescription &known) { return status && known.kind == status->kind; });
    if (!address || kind == kinds.end())
        return;
    auto *dialog = new PasswordDialog(*kind, *address, status->name, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, feed, address = *address] {
        const Credentials credentials = dialog->credentials();
        if (const auto changed = m_workspace.changeFeed(feed, address, nameOf(feed), credentials); !changed)
            showProblem(changed.error());
        else if (credentials.hasSecrets() && dialog->remembers())
            m_workspace.keepSecrets(address, credentials);
    });
    dialog->open();
}

void MainWindow::exportFeed(qint64 feed)
{
    const auto status = m_workspace.feeds().status(feed);
    if (!status)
        return;
    const FeedView *view = m_tabs->viewOf(feed);
    auto *dialog = new ExportDialog(*status, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (view)
        dialog->setScopes(view->filter(), view->shownCount(), view->selection());
    dialog->setEstimate([this](ExportRequest request) { return m_workspace.estimateExport(std::move(request)); });
    connect(dialog, &QDialog::accepted, this, [this, dialog, name = status->name] {
        m_exports->add(m_workspace.startExport(dialog->request()), name, dialog->request().path);
    });
    dialog->show();
}

void MainWindow::chooseCapture()
{
    auto *dialog = new QFileDialog(this, tr("Open a capture"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    if (!m_capturePath.isEmpty())
        dialog->setDirectory(QFileInfo(m_capturePath).path());
    dialog->setNameFilters({tr("Livebelt captures (*.livebelt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openCapture);
    dialog->open();
}

void MainWindow::openCapture(const QString &path)
{
    m_tasks.spawn(open(path));
}

async::Task<void> MainWindow::open(QString capture)
{
    const Result<void> opened = co_await m_workspace.openCapture(capture);
    if (!opened)
        showProblem(opened.error());
}

void MainWindow::renameFeed(qint64 feed)
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename feed"));
    dialog->setLabelText(tr("Name:"));
    dialog->setTextValue(nameOf(feed));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, feed](const QString &name) {
        if (!name.trimmed().isEmpty())
            m_workspace.renameFeed(feed, name.trimmed());
    });
    dialog->open();
}

void MainWindow::removeFeed(qint64 feed)
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::NoIcon);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Remove feed"));
    box->setText(tr("Remove “%1” from the window?").arg(visibleLine(nameOf(feed), 60)));
    box->setInformativeText(tr("It stops. What it captured stays in the capture file."));
    QPushButton *remove = box->addButton(tr("Remove"), QMessageBox::AcceptRole);
    box->addButton(QMessageBox::Cancel);
    connect(remove, &QPushButton::clicked, this, [this, feed] { m_workspace.removeFeed(feed); });
    box->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    const QList<QUrl> urls = event->mimeData()->urls();
    bool isFile = false;
    for (const QUrl &url : urls) {
        if (!url.isLocalFile())
            continue;
        isFile = true;
        if (const AddressGuess guess = m_workspace.guess(url.toLocalFile()); !guess.capture.isEmpty())
            openCapture(guess.capture);
        else
            addFeed({}, guess.address.isEmpty() ? url.toLocalFile() : guess.address);
    }
    if (isFile)
        return;
    // The text, where there is one, is as it was written; Qt's URL may be another spelling.
    const QString text = event->mimeData()->hasText() ? event->mimeData()->text() : urls.value(0).toString();
    addFeed({}, text.trimmed().section(u'\n', 0, 0).trimmed().left(4096));
}

} // namespace livebelt
