// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/SeriesPane.h"

#include "ui/plots/SeriesList.h"
#include "ui/theme/Caption.h"
#include "ui/theme/Format.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t fewSeries = 12; ///< found without a search

} // namespace

SeriesPane::SeriesPane(QWidget *parent)
    : QWidget(parent), m_find(new QLineEdit(this)), m_list(new SeriesList(this)), m_count(new Caption(this))
{
    m_find->setPlaceholderText(tr("Find a series by name"));
    m_find->setAccessibleName(tr("Find a series by name"));
    m_find->setClearButtonEnabled(true);
    m_find->setObjectName(u"findSeries"_s);
    m_count->setWordWrap(true);
    m_count->setContentsMargins(8, 4, 8, 6);
    m_count->setObjectName(u"seriesCount"_s);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(8, 2, 8, 4);
    top->addWidget(m_find);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_count);
    m_find->hide();
    m_count->hide();
    connect(m_find, &QLineEdit::textChanged, m_list, &SeriesList::setWords);
}

void SeriesPane::setSeries(const FeedSeries *series)
{
    m_series = series;
    m_list->setSeries(series);
    m_find->setVisible(series && series->count() > fewSeries);
    if (m_find->isHidden())
        m_find->clear();
    showCount();
}

QString SeriesPane::count() const
{
    if (!m_series || (m_series->others().empty() && !m_series->hasMore()))
        return {};
    const QString all = format::count(m_series->count());
    const QString here = format::count(m_series->count() - m_series->others().size());
    return m_series->hasMore() ? tr("%1 of more than %2 series").arg(here, all) : tr("%1 of %2 series").arg(here, all);
}

void SeriesPane::showCount()
{
    const QString words = count();
    m_count->setVisible(!words.isEmpty());
    m_count->setText(tr("%1 can be shown: choose others by name, they begin when they are chosen.").arg(words));
}

void SeriesPane::say(const QString &sentence)
{
    m_count->setText(sentence);
    m_count->show();
}

} // namespace livebelt
