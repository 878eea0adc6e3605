// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/RunQuestions.h"

#include "model/lists/FeedListModel.h"
#include "ui/dialogs/RunConsent.h"

#include <algorithm>

namespace livebelt {

RunQuestions::RunQuestions(Workspace &workspace, QWidget &window) : m_workspace(workspace), m_window(window)
{
    // Queued: the feeds of the last time are there before the window is.
    connect(&workspace, &Workspace::consentWanted, this, &RunQuestions::ask, Qt::QueuedConnection);
}

void RunQuestions::ask(qint64 feed)
{
    if (m_waiting.contains(feed))
        return;
    m_waiting.append(feed);
    if (m_waiting.size() == 1)
        askNext();
}

void RunQuestions::askNext()
{
    while (!m_waiting.isEmpty()) {
        const auto status = m_workspace.feeds().status(m_waiting.constFirst());
        const auto address = FeedAddress::parse(status ? status->address : QString());
        const QList<FeedDescription> kinds = m_workspace.kinds();
        const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const FeedDescription &known) {
            return address && known.schemes.contains(address->scheme());
        });
        if (!address || kind == kinds.end()) { // it has been removed meanwhile
            m_waiting.removeFirst();
            continue;
        }
        auto *question = new RunConsent(*kind, *address, m_workspace.whatRuns(*address), &m_window);
        connect(question, &QDialog::finished, this, [this](int answer) {
            const qint64 feed = m_waiting.takeFirst();
            if (answer == QDialog::Accepted)
                m_workspace.allowFeed(feed);
            askNext();
        });
        question->open();
        return;
    }
}

} // namespace livebelt
