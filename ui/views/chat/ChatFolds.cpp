// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/chat/ChatFolds.h"

#include "model/lists/PageCache.h"
#include "ui/theme/VisibleText.h"
#include "ui/views/chat/ChatLine.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostNames = 6;
constexpr qsizetype longestName = 24;

QString words(const char *text)
{
    return QCoreApplication::translate("livebelt::ChatFolds", text);
}

} // namespace

void ChatFolds::toggle(quint64 seq)
{
    if (!m_open.remove(seq))
        m_open.insert(seq);
}

ChatFolds::Kind ChatFolds::kindOf(const Record &record) const
{
    if (record.kind == RecordKind::Message)
        return m_ignored.contains(record.subject) ? Kind::Ignored : Kind::None;
    if (record.kind != RecordKind::Event)
        return Kind::None;
    const bool isPresence = record.fields.contains("\"presence\":");
    const bool isServer = record.fields.contains("\"source\":\"server\"");
    return isServer ? Kind::Server : isPresence ? Kind::Presence : Kind::None;
}

std::optional<ChatFolds::Fold> ChatFolds::foldOf(const RecordModel &model, int row) const
{
    const Record *record = model.record(row);
    const Kind kind = record ? kindOf(*record) : Kind::None;
    if (kind == Kind::None)
        return std::nullopt;
    const quint64 page = PageCache::firstOf(record->seq);
    const auto belongs = [&](int other) {
        const quint64 seq = model.seqAt(other);
        if (seq == 0 || PageCache::firstOf(seq) != page)
            return false;
        const Record *beside = model.record(other);
        return beside && kindOf(*beside) == kind;
    };
    Fold fold{kind, row, row};
    while (fold.first > 0 && belongs(fold.first - 1))
        --fold.first;
    while (belongs(fold.last + 1))
        ++fold.last;
    if (fold.count() == 1 && kind != Kind::Ignored)
        return std::nullopt;
    fold.isOpen = m_open.contains(model.seqAt(fold.first));
    return fold;
}

QString ChatFolds::words(const RecordModel &model, const Fold &fold) const
{
    const QString number = QString::number(fold.count());
    if (fold.kind == Kind::Ignored)
        return fold.count() == 1 ? livebelt::words("1 message of somebody you ignore")
                                 : livebelt::words("%1 messages of people you ignore").arg(number);
    if (fold.kind == Kind::Server) {
        const Record *last = model.record(fold.last);
        const QString text = last ? visibleLine(QString::fromUtf8(last->text.left(300)), 100) : QString();
        return livebelt::words("%1 lines of the server, the last: %2").arg(number, text);
    }
    std::array<int, 3> counts{}; // came, went, renamed
    QStringList names;
    int more = 0;
    for (int row = fold.first; row <= fold.last; ++row) {
        const Record *record = model.record(row);
        if (!record)
            continue;
        const QByteArray presence = ChatLine::of(*record).presence;
        ++counts[presence == "join" ? 0 : presence == "nick" ? 2 : 1];
        const QString name = visibleLine(QString::fromUtf8(record->subject.left(100)), longestName);
        if (names.contains(name))
            continue;
        if (names.size() < mostNames)
            names += name;
        else
            ++more;
    }
    QStringList what;
    if (counts[0] > 0)
        what += livebelt::words("%1 joined").arg(counts[0]);
    if (counts[1] > 0)
        what += livebelt::words("%1 left").arg(counts[1]);
    if (counts[2] > 0)
        what += livebelt::words("%1 took another name").arg(counts[2]);
    QString who = names.join(u", "_s);
    if (more > 0)
        who = livebelt::words("%1 and %2 more").arg(who).arg(more);
    return what.join(u", "_s) + u": "_s + who;
}

} // namespace livebelt
