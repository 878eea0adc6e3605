// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/CapturedLists.h"

namespace livebelt {

CapturedLists::CapturedLists(async::Postbox &home) : m_readers(home) {}

RecordListModel &CapturedLists::add(qint64 id, const QString &name, const Place &place)
{
    List &list = m_lists[id];
    list.place = place;
    list.records = std::make_unique<RecordListModel>(id);
    RecordListModel &records = *list.records;
    records.setFeedName(name.toUtf8());
    QObject::connect(&records, &RecordListModel::pageWanted, &m_context,
                     [this, id](quint64 firstSeq, int count) { answerPage(id, firstSeq, count); });
    QObject::connect(&records, &RecordListModel::searchWanted, &m_context,
                     [this, id](int search, const QString &filter, quint64 from, quint64 to) {
                         startSearch(id, search, filter, from, to);
                     });
    QObject::connect(&records, &RecordListModel::searchCancelled, &m_context, [this, id](int search) {
        const auto found = m_lists.find(id);
        if (found == m_lists.end())
            return;
        if (const auto flag = found->second.searches.extract(search))
            *flag.mapped() = true;
    });
    return records;
}

void CapturedLists::remove(qint64 id)
{
    auto list = m_lists.extract(id);
    if (!list)
        return;
    for (const auto &[search, flag] : list.mapped().searches)
        *flag = true;
    list.mapped().records.release()->deleteLater();
}

const CapturedLists::List *CapturedLists::list(qint64 id) const
{
    const auto found = m_lists.find(id);
    return found == m_lists.end() ? nullptr : &found->second;
}

RecordListModel *CapturedLists::find(qint64 id) const
{
    const List *found = list(id);
    return found ? found->records.get() : nullptr;
}

CapturedLists::Place CapturedLists::place(qint64 id) const
{
    const List *found = list(id);
    return found ? found->place : Place();
}

void CapturedLists::setPlace(qint64 id, const QString &capture, qint64 feed)
{
    if (const auto found = m_lists.find(id); found != m_lists.end())
        found->second.place = {capture, feed};
}

void CapturedLists::keepOpen()
{
    std::vector<CaptureReaders::OnScreen> shown;
    for (const auto &[id, list] : m_lists)
        shown.push_back({list.place.capture, list.place.feed, list.records->seqsRead()});
    m_readers.keepOpen(shown);
}

void CapturedLists::readFeeds(const QString &capture, CaptureReaders::FeedsAnswer answer)
{
    m_readers.readFeeds(capture, std::move(answer));
}

void CapturedLists::answerPage(qint64 id, quint64 firstSeq, int count)
{
    const Place asked = place(id);
    if (asked.feed == 0) { // to be asked again: what is shown is on its way there
        if (RecordListModel *records = find(id))
            records->pageFailed(firstSeq, RecordListModel::tr("This record is not in the capture yet."));
        return;
    }
    m_readers.readPage(asked.capture, asked.feed, firstSeq, count, [=, this](const Result<Records> &page) {
        RecordListModel *records = find(id);
        if (!records)
            return;
        if (page)
            records->deliverPage(firstSeq, *page);
        else
            records->pageFailed(firstSeq, page.error());
    });
}

void CapturedLists::startSearch(qint64 id, int search, const QString &filter, quint64 fromSeq, quint64 toSeq)
{
    const auto asking = m_lists.find(id);
    if (asking == m_lists.end())
        return;
    const CaptureReaders::Search question{asking->second.place.capture, asking->second.place.feed, filter, fromSeq,
                                          toSeq};
    const auto answer = [=, this](quint64 scannedThrough, const std::vector<quint64> &seqs, const QString &error) {
        const auto asked = m_lists.find(id);
        if (asked == m_lists.end())
            return;
        RecordListModel &records = *asked->second.records;
        if (!error.isEmpty() || scannedThrough >= toSeq)
            asked->second.searches.erase(search);
        records.deliverMatches(search, scannedThrough, seqs);
        if (!error.isEmpty())
            records.failSearch(search, error);
    };
    asking->second.searches[search] = m_readers.search(question, answer);
}

} // namespace livebelt
