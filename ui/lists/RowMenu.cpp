// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/RowMenu.h"

#include "model/formats/JsonLinesWriter.h"
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "ui/lists/FilterTerms.h"
#include "ui/theme/VisibleText.h"

#include <QClipboard>
#include <QGuiApplication>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShown = 32;
constexpr qsizetype longestTerm = 200;

void copy(const QByteArray &utf8)
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(utf8));
}

/// A menu takes & for the mark of a key.
QString inMenu(const QString &text)
{
    return visibleLine(text, longestShown).replace(u'&', u"&&"_s);
}

} // namespace

RowMenu::RowMenu(const Record &record, const QByteArray &feedName, const QString &filter, QWidget *parent)
    : QMenu(parent), m_record(record)
{
    addCopies(feedName);
    addSeparator();
    addFilters(filter);
}

void RowMenu::addCopies(const QByteArray &feedName)
{
    QAction *rows = addAction(tr("&Copy"), this, &RowMenu::copyRowsWanted);
    rows->setShortcut(QKeySequence::Copy);
    rows->setShortcutContext(Qt::WidgetShortcut); // shown only: the list itself knows the key
    if (!m_record.text.isEmpty())
        addAction(tr("Copy Te&xt"), this, [this] { copy(m_record.text); });
    if (m_record.hasValue())
        addAction(tr("Copy &Value"), this, [this] { copy(shortestNumber(m_record.value)); });
    addAction(tr("Copy &JSON"), this, [this, feedName] {
        TextBuilder json;
        JsonLinesWriter().write(json, feedName, m_record);
        copy(json.copy().trimmed());
    });
    addAction(tr("Copy &Time"), this, [this] { copy(toRfc3339(m_record.when())); });
}

void RowMenu::addFilters(const QString &filter)
{
    if (m_record.kind == RecordKind::Notice) {
        addFilterPair(filter, u"kind"_s, u"notice"_s, tr("Notices"));
        return;
    }
    const QString subject = QString::fromUtf8(m_record.subject.left(longestTerm + 1));
    if (!subject.isEmpty() && m_record.subject.size() <= longestTerm)
        addFilterPair(filter, u"subject"_s, subject, u"“%1”"_s.arg(inMenu(subject)));
    for (const auto &[name, value] : fieldList(m_record.fields.size() <= 4096 ? m_record.fields : QByteArray())) {
        if (value.size() > longestTerm || value.isEmpty())
            continue;
        QMenu *more = m_fields ? m_fields : (m_fields = addMenu(tr("By &Field")));
        const QString shown = u"%1: %2"_s.arg(inMenu(name), inMenu(value));
        const QString only = withFilterTerm(filter, filterFieldTerm(name, value));
        more->addAction(tr("Show Only %1").arg(shown), this, [this, only] { Q_EMIT filterWanted(only); });
    }
}

void RowMenu::addFilterPair(const QString &filter, const QString &field, const QString &value, const QString &shown)
{
    const QString only = withFilterTerm(filter, filterTerm(field, value));
    const QString without = withFilterTerm(filter, filterTerm(field, value, true));
    addAction(tr("Show &Only %1").arg(shown), this, [this, only] { Q_EMIT filterWanted(only); });
    addAction(tr("&Hide %1").arg(shown), this, [this, without] { Q_EMIT filterWanted(without); });
}

} // namespace livebelt
