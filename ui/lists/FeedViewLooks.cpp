// SPDX-License-Identifier: GPL-3.0-or-later
// How the list of a feed is looked at: as a chat or as a table.
#include "model/lists/RecordListModel.h"
#include "ui/lists/FeedView.h"
#include "ui/lists/SendLine.h"
#include "ui/views/RecordView.h"
#include "ui/views/chat/ChatRows.h"
#include "ui/views/table/TableRows.h"

#include <QDesktopServices>
#include <QUrl>

namespace livebelt {

using namespace Qt::StringLiterals;

void FeedView::showListAs(ViewKind view)
{
    std::unique_ptr<RowPainter> rows;
    if (view == ViewKind::Chat) {
        rows = std::make_unique<ChatRows>();
    } else {
        auto table = std::make_unique<TableRows>();
        table->setFixedPitch(m_isFixedPitch);
        rows = std::move(table);
    }
    if (const auto filter = Filter::parse(this->filter()))
        rows->setHighlights(filter->terms());
    rows->restore(m_listSettings.value(int(view)));
    m_listKind = view;
    RowPainter *painter = rows.get();
    m_list->setPainter(std::move(rows));
    connect(painter, &RowPainter::settingsChanged, this, [this, painter] {
        m_listSettings[int(m_listKind)] = painter->settings();
        Q_EMIT viewChanged(m_viewKind);
    });
    nameChat();
}

void FeedView::lookByItself()
{
    m_isLookOpen = true;
    lookAtFirst();
}

void FeedView::lookAtFirst()
{
    constexpr int enough = 20;
    if (!m_isLookOpen || m_viewKind != ViewKind::Table)
        return;
    const int rows = m_records.rowCount();
    int said = 0, seen = 0;
    for (int row = rows - 1; row >= std::max(0, rows - enough); --row) {
        const Record *record = m_records.record(row);
        if (!record)
            break;
        if (record->kind == RecordKind::Notice)
            continue;
        ++seen;
        said += record->kind == RecordKind::Message && record->fields.contains("\"channel\":\"#") ? 1 : 0;
    }
    m_isLookOpen = seen < enough && 2 * said <= seen;
    if (seen > 0 && 2 * said > seen)
        showAs(ViewKind::Chat);
}

void FeedView::nameChat()
{
    auto *chat = qobject_cast<ChatRows *>(&m_list->painter());
    if (chat)
        chat->setOwnNames(m_ownNames);
    m_send->setCompletions(chat ? std::function([this] {
                               const auto *now = qobject_cast<ChatRows *>(&m_list->painter());
                               return now ? now->names() : QStringList();
                           })
                                : nullptr,
                           {u"/me"_s, u"/msg"_s});
}

/// "/msg alice hello" goes to alice; all else where the line says.
void FeedView::send(const QString &to, const QString &text)
{
    static constexpr QLatin1String message("/msg ");
    const QString rest = text.sliced(std::min(text.size(), message.size())).trimmed();
    const qsizetype space = rest.indexOf(u' ');
    if (m_viewKind == ViewKind::Chat && text.startsWith(message) && space > 0)
        Q_EMIT sendRequested(rest.left(space), rest.sliced(space + 1));
    else
        Q_EMIT sendRequested(to, text);
}

QString FeedView::listSettings(ViewKind view) const
{
    return m_listSettings.value(int(view));
}

void FeedView::setListSettings(ViewKind view, const QString &settings)
{
    m_listSettings[int(view)] = settings;
    if (view == m_listKind)
        m_list->painter().restore(settings);
}

void FeedView::setFixedPitch(bool on)
{
    m_isFixedPitch = on;
    if (auto *table = qobject_cast<TableRows *>(&m_list->painter()))
        table->setFixedPitch(on);
}

/// Of the web only: an address is what a stranger has written.
void FeedView::openLink(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    if (url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1))
        QDesktopServices::openUrl(url);
    else
        Q_EMIT message(tr("This address cannot be opened."));
}

} // namespace livebelt
