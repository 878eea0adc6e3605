// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/StartPage.h"

#include "ui/theme/Caption.h"
#include "ui/theme/Theme.h"
#include "ui/window/Card.h"
#include "ui/window/FlowGrid.h"

#include <QVBoxLayout>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int widest = 900;

QString firstSentence(const QString &text)
{
    const qsizetype end = text.indexOf(u". "_s);
    return end < 0 ? text : text.first(end + 1);
}

} // namespace

StartPage::StartPage(const QList<FeedDescription> &kinds, QWidget *parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Start page"));
    auto *page = new QWidget;
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);

    auto *column = new QWidget(page);
    column->setMaximumWidth(widest);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(24, 36, 24, 24);
    layout->setSpacing(6);
    auto *title = new QLabel(tr("What would you like to watch?"), column);
    title->setFont(theme::scaled(font(), 1.7, true));
    title->setWordWrap(true);
    layout->addWidget(title);
    auto *hint =
        new Caption(tr("Everything a feed sends is captured from the first moment, and stays searchable."), column);
    hint->setWordWrap(true);
    layout->addWidget(hint);
    layout->addSpacing(16);

    auto *grid = new FlowGrid;
    for (const FeedDescription &kind : kinds) {
        auto *card =
            new Card(kind.icon.isEmpty() ? kind.kind : kind.icon, kind.title, firstSentence(kind.summary), column);
        card->setObjectName(u"card-"_s + kind.kind);
        connect(card, &QAbstractButton::clicked, this, [this, name = kind.kind] { Q_EMIT kindChosen(name); });
        grid->addWidget(card);
    }
    auto *open = new Card(u"open"_s, tr("Open a capture…"), tr("Read and search what was recorded before."), column);
    open->setObjectName(u"card-open"_s);
    connect(open, &QAbstractButton::clicked, this, &StartPage::openRequested);
    grid->addWidget(open);
    auto *address =
        new Card(u"add"_s, tr("Paste an address…"), tr("Any feed by its URL, such as mqtt://host/topic/#."), column);
    address->setObjectName(u"card-address"_s);
    connect(address, &QAbstractButton::clicked, this, &StartPage::addressRequested);
    grid->addWidget(address);
    layout->addLayout(grid);
    layout->addSpacing(14);

    auto *drop = new Caption(tr("You can also drop an address or a capture file anywhere on this window."), column);
    drop->setWordWrap(true);
    layout->addWidget(drop);
    layout->addStretch();

    auto *outer = new QHBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addStretch(1);
    outer->addWidget(column, 1000);
    outer->addStretch(1);
    setWidget(page);
}

} // namespace livebelt
