// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/DetailPane.h"

#include "ui/detail/HexView.h"
#include "ui/detail/PayloadView.h"
#include "ui/detail/PrettyPage.h"
#include "ui/theme/Caption.h"
#include "ui/theme/Format.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestCopy = 16 * 1024 * 1024;

} // namespace

DetailPane::DetailPane(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
    , m_title(new QLabel(this))
    , m_caption(new Caption(this))
    , m_tabs(new QTabBar(this))
    , m_faces(new QStackedWidget(this))
    , m_pretty(new PrettyPage(this))
    , m_raw(new PayloadView(this))
    , m_hex(new HexView(this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setFont(theme::scaled(font(), 1.1, true));
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_title->setObjectName(u"detailTitle"_s);
    m_caption->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    m_tabs->addTab(tr("Pretty"));
    m_tabs->addTab(tr("Raw"));
    m_tabs->addTab(tr("Hex"));
    m_tabs->setDrawBase(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setExpanding(false);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("How the record is shown"));
    for (QWidget *face :
         {static_cast<QWidget *>(m_pretty), static_cast<QWidget *>(m_raw), static_cast<QWidget *>(m_hex)})
        m_faces->addWidget(face);

    auto *copyButton = new QToolButton(this);
    copyButton->setText(tr("Copy"));
    copyButton->setAutoRaise(true);
    copyButton->setToolTip(tr("Copy all of it: the text, what arrived, or its bytes in hexadecimal"));
    copyButton->setAccessibleName(tr("Copy all that is shown"));
    copyButton->setObjectName(u"copyAll"_s);
    connect(copyButton, &QToolButton::clicked, this, &DetailPane::copy);

    auto *page = new QWidget(this);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(12, 10, 12, 6);
    head->setSpacing(2);
    head->addWidget(m_title);
    head->addWidget(m_caption);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(6, 0, 8, 0);
    bar->addWidget(m_tabs);
    bar->addStretch();
    bar->addWidget(copyButton);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(bar);
    layout->addWidget(m_faces, 1);

    auto *empty = new Caption(tr("Choose a record to see all of it"), this);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    m_pages->addWidget(empty);
    m_pages->addWidget(page);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_pages);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_faces->setCurrentIndex(index);
        fill();
    });
}

void DetailPane::setRecord(const QString &feedName, const Record &record)
{
    m_record = record;
    std::fill(std::begin(m_filled), std::end(m_filled), false);
    const QString subject = visibleLine(QString::fromUtf8(record.subject.left(400)));
    m_title->setText(subject.isEmpty() ? visibleLine(feedName) : subject);
    m_caption->setText(record.received == noTime
                           ? visibleLine(feedName)
                           : tr("%1  ·  %2").arg(visibleLine(feedName), format::localTime(record.when())));
    m_pages->setCurrentIndex(1);
    fill();
}

void DetailPane::clearRecord()
{
    m_record = {};
    m_raw->setBytes({});
    m_hex->setBytes({});
    m_pages->setCurrentIndex(0);
}

void DetailPane::showFace(Face face)
{
    m_tabs->setCurrentIndex(int(face));
}

void DetailPane::fill()
{
    const int index = m_tabs->currentIndex();
    if (std::exchange(m_filled[index], true))
        return;
    const QByteArray bytes = m_record.arrived().toByteArray();
    if (index == int(Face::Pretty))
        m_pretty->setRecord(m_record);
    else if (index == int(Face::Raw))
        m_raw->setBytes(bytes);
    else
        m_hex->setBytes(bytes);
}

void DetailPane::copy()
{
    const auto face = Face(m_tabs->currentIndex());
    const bool isText = face == Face::Pretty && !m_record.text.isEmpty();
    const QByteArrayView bytes = isText ? QByteArrayView(m_record.text) : m_record.arrived();
    const QByteArrayView part = bytes.first(std::min(bytes.size(), longestCopy));
    QGuiApplication::clipboard()->setText(face == Face::Hex ? QString::fromLatin1(part.toByteArray().toHex(' '))
                                                            : QString::fromUtf8(part));
}

} // namespace livebelt
