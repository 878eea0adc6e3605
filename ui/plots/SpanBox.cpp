// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/SpanBox.h"

#include "ui/theme/Format.h"

namespace livebelt {

namespace {

constexpr qint64 second = 1'000'000;

} // namespace

SpanBox::SpanBox(QWidget *parent) : QComboBox(parent)
{
    addItem(tr("10 seconds"), 10 * second);
    addItem(tr("30 seconds"), 30 * second);
    addItem(tr("1 minute"), 60 * second);
    addItem(tr("5 minutes"), 300 * second);
    addItem(tr("15 minutes"), 900 * second);
    addItem(tr("1 hour"), 3600 * second);
    addItem(tr("6 hours"), 6 * 3600 * second);
    addItem(tr("1 day"), 24 * 3600 * second);
    setAccessibleName(tr("How much time the plot shows"));
    setFocusPolicy(Qt::StrongFocus);
    setSpan(60 * second);
    connect(this, &QComboBox::activated, this, [this] {
        setSpan(currentData().toLongLong());
        Q_EMIT spanChosen(m_span);
    });
}

void SpanBox::setSpan(qint64 span)
{
    m_span = span;
    const int usual = findData(span);
    const int custom = findData(-1, Qt::UserRole + 1);
    if (usual >= 0 && usual != custom) {
        if (custom >= 0)
            removeItem(custom);
        setCurrentIndex(findData(span));
        return;
    }
    const QString words = tr("Custom: %1").arg(format::duration(double(span) / double(second)));
    if (custom < 0) {
        addItem(words, span);
        setItemData(count() - 1, -1, Qt::UserRole + 1);
        setCurrentIndex(count() - 1);
        return;
    }
    setItemText(custom, words);
    setItemData(custom, span);
    setCurrentIndex(custom);
}

} // namespace livebelt
