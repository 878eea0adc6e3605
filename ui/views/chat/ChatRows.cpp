// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/chat/ChatRows.h"

#include "model/records/Fields.h"
#include "ui/lists/SubjectColors.h"
#include "ui/lists/TextRuns.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"
#include "ui/views/RowColors.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QMenu>
#include <QTimer>
#include <algorithm>
#include <utility>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String foldScheme("livebelt-fold:");
constexpr qsizetype mostNames = 500;
constexpr qsizetype mostIgnored = 1000;
constexpr int nickLetters = 12;
constexpr int mostLookedAt = 4096;

QDate dayOf(const Record &record)
{
    return record.when() == noTime ? QDate() : QDateTime::fromMSecsSinceEpoch(record.when() / 1000).date();
}

} // namespace

void ChatRows::setOwnNames(const QStringList &names)
{
    m_setting.ownWords = names;
    m_setting.ownWords.removeAll(QString());
    Q_EMIT layoutsChanged();
}

void ChatRows::setIgnored(const QByteArray &name, bool on)
{
    QSet<QByteArray> names = m_folds.ignored();
    if (on && names.size() < mostIgnored)
        names.insert(name);
    else
        names.remove(name);
    m_folds.setIgnored(names);
    Q_EMIT layoutsChanged();
    Q_EMIT settingsChanged();
}

void ChatRows::setStyle(const RowStyle &style)
{
    m_setting.style = style;
    const QFontMetrics metrics(style.font);
    m_setting.lineHeight = metrics.height() + std::max(4, metrics.height() / 4);
    m_setting.margin = std::max(8, metrics.height() / 2);
    m_setting.timeWidth = metrics.horizontalAdvance(u"00:00"_s) + 2;
    m_setting.nickWidth = nickLetters * metrics.averageCharWidth();
}

void ChatRows::setHighlights(const QList<ContainsTerm> &terms)
{
    m_setting.highlights.clear();
    for (const ContainsTerm &term : terms) {
        if (!term.words.isEmpty() && (term.place == FilterPlace::Anywhere || term.place == FilterPlace::Text))
            m_setting.highlights.append(term.words);
    }
}

void ChatRows::forget()
{
    m_noted = 0;
}

void ChatRows::announce()
{
    if (std::exchange(m_isAnnounced, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_isAnnounced = false;
        Q_EMIT layoutsChanged();
    });
}

QStringList ChatRows::names() const
{
    QStringList names = m_spoke.keys();
    std::sort(names.begin(), names.end(),
              [this](const QString &a, const QString &b) { return m_spoke[a] > m_spoke[b]; });
    return names;
}

/// Who speaks, and in how many channels.
void ChatRows::note(const ChatLine &line, quint64 seq)
{
    if (!line.isSaid())
        return;
    if (!line.nick.isEmpty() && (m_spoke.size() < mostNames || m_spoke.contains(QString::fromUtf8(line.nick)))) {
        quint64 &spoke = m_spoke[QString::fromUtf8(line.nick)];
        spoke = std::max(spoke, seq);
    } else if (m_spoke.size() >= mostNames) {
        const auto oldest = std::min_element(m_spoke.begin(), m_spoke.end());
        if (*oldest < seq) {
            m_spoke.erase(oldest);
            m_spoke.insert(QString::fromUtf8(line.nick), seq);
        }
    }
    if (m_channel.isEmpty())
        m_channel = line.channel;
    if (!m_setting.hasChannels && !line.channel.isEmpty() && line.channel != m_channel) {
        m_setting.hasChannels = true;
        announce();
    }
}

QString ChatRows::dayBefore(const RecordModel &model, int row, const Record &record) const
{
    const QDate day = dayOf(record);
    const Record *before = row > 0 ? model.record(row - 1) : nullptr;
    if (!day.isValid() || (row > 0 && (!before || dayOf(*before) == day)))
        return {};
    return row == 0 && day == QDate::currentDate() ? QString() : QLocale().toString(day, QLocale::LongFormat);
}

std::unique_ptr<RowLayout> ChatRows::layOut(const RecordModel &model, int row, int width)
{
    const Record *record = model.record(row);
    if (!record)
        return std::make_unique<ChatLayout>(model.missingText(row), m_setting, width);
    const ChatLine line = ChatLine::of(*record);
    if (row + 200 > model.rowCount()) // of now
        note(line, record->seq);
    ChatLayout::Surroundings around;
    around.day = dayBefore(model, row, *record);
    around.isRemoved = m_removals.isRemoved(line, record->seq);
    if (const auto fold = m_folds.foldOf(model, row)) {
        if (fold->first == row) {
            around.fold = m_folds.words(model, *fold);
            around.foldLink = foldScheme + QString::number(record->seq);
            around.isFoldOpen = fold->isOpen;
        } else {
            around.isHidden = !fold->isOpen;
        }
    }
    if (line.isSaid()) {
        const QColor ground = hardestBackground(m_setting.style.palette);
        const auto chosen = authorColor(record->fields);
        around.nickColor = chosen ? readable(QColor(*chosen), ground) : m_colors.colorOf(line.nick, ground);
    }
    return std::make_unique<ChatLayout>(*record, line, around, m_setting, width);
}

RowPainter::Rows ChatRows::affected(const RecordModel &model, Rows changed)
{
    Rows rows = changed;
    // What a moderator takes away may stand anywhere above.
    const int from = std::max(changed.first, changed.last - mostLookedAt);
    for (int row = from; row <= changed.last && row < model.rowCount(); ++row) {
        const Record *record = model.record(row);
        if (!record)
            break;
        if (m_removals.note(*record))
            rows.first = 0;
    }
    // A fold is said by its first line, and a day by the line behind it.
    if (changed.first > 0) {
        if (const auto fold = m_folds.foldOf(model, changed.first - 1))
            rows.first = std::min(rows.first, fold->first);
    }
    if (changed.last + 1 < model.rowCount()) {
        rows.last = changed.last + 1;
        if (const auto fold = m_folds.foldOf(model, changed.last + 1))
            rows.last = fold->last;
    }
    return rows;
}

bool ChatRows::follow(const QString &link)
{
    if (!link.startsWith(foldScheme))
        return false;
    m_folds.toggle(link.sliced(foldScheme.size()).toULongLong());
    Q_EMIT layoutsChanged();
    return true;
}

void ChatRows::addToMenu(QMenu &menu, const Record &record)
{
    if (record.kind != RecordKind::Message || record.subject.isEmpty())
        return;
    const QByteArray name = record.subject;
    const QString shown = visibleLine(QString::fromUtf8(name.left(200)), 32).replace(u'&', u"&&"_s);
    const bool isIgnored = m_folds.ignored().contains(name);
    menu.addAction(isIgnored ? tr("No Longer &Ignore “%1”").arg(shown) : tr("&Ignore “%1”").arg(shown), this,
                   [this, name, isIgnored] { setIgnored(name, !isIgnored); });
}

QString ChatRows::settings() const
{
    if (m_folds.ignored().isEmpty())
        return {};
    QJsonArray names;
    for (const QByteArray &name : m_folds.ignored())
        names.append(QString::fromUtf8(name));
    return QString::fromUtf8(QJsonDocument(QJsonObject{{u"ignored"_s, names}}).toJson(QJsonDocument::Compact));
}

void ChatRows::restore(const QString &settings)
{
    QSet<QByteArray> names;
    const QJsonArray array = QJsonDocument::fromJson(settings.toUtf8()).object().value(u"ignored"_s).toArray();
    for (const QJsonValue &name : array) {
        if (names.size() < mostIgnored && !name.toString().isEmpty())
            names.insert(name.toString().toUtf8());
    }
    m_folds.setIgnored(names);
    Q_EMIT layoutsChanged();
}

/// "[14:03:12] <alice> text", as chats are pasted.
QString ChatRows::plainText(const Record &record) const
{
    const ChatLine line = ChatLine::of(record);
    QString time;
    if (record.when() != noTime)
        time = QDateTime::fromMSecsSinceEpoch(record.when() / 1000).toString(u"[yyyy-MM-dd HH:mm:ss] "_s);
    if (m_setting.hasChannels && !line.channel.isEmpty())
        time += QString::fromUtf8(line.channel) + u' ';
    const QString nick = QString::fromUtf8(line.nick), text = QString::fromUtf8(record.text);
    switch (line.kind) {
    case ChatLine::Kind::Said:
        return time + u'<' + nick + u"> "_s + text;
    case ChatLine::Kind::Action:
        return time + u"* "_s + nick + u' ' + text;
    case ChatLine::Kind::Notice:
        return time + u'-' + nick + u"- "_s + text;
    case ChatLine::Kind::Presence:
    case ChatLine::Kind::Server:
    case ChatLine::Kind::Event:
    case ChatLine::Kind::Note:
        break;
    }
    return time + (text.isEmpty() ? nick : text);
}

} // namespace livebelt
