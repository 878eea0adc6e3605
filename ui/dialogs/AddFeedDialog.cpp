// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/AddFeedDialog.h"

#include "model/records/TypedAddress.h"
#include "ui/dialogs/FeedForm.h"
#include "ui/theme/Icons.h"

#include <QBoxLayout>
#include <QListWidget>
#include <QSignalBlocker>
#include <QStyle>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr int leastWidth = 240;
constexpr int iconSize = 20, padding = 24; ///< what a title has around it
} // namespace

AddFeedDialog::AddFeedDialog(Workspace &workspace, QWidget *parent)
    : FeedDialog(workspace, tr("&Add feed"), parent), m_list(new QListWidget(this))
{
    setWindowTitle(tr("Add a feed"));
    buildKinds();
    qobject_cast<QBoxLayout *>(layout())->insertWidget(0, m_list);
    connect(m_list, &QListWidget::currentRowChanged, &form(), &FeedForm::setKind);
    connect(&form(), &FeedForm::kindChanged, m_list, [this](int kind) {
        const QSignalBlocker quiet(m_list);
        m_list->setCurrentRow(kind);
    });
}

void AddFeedDialog::buildKinds()
{
    int widest = 0;
    for (const FeedDescription &kind : form().kinds()) {
        auto *item = new QListWidgetItem(lineIcon(kind.icon.isEmpty() ? kind.kind : kind.icon), kind.title, m_list);
        item->setData(Qt::UserRole, kind.kind);
        item->setToolTip(kind.title);
        item->setSizeHint(QSize(0, fontMetrics().height() + 18));
        widest = std::max(widest, fontMetrics().horizontalAdvance(kind.title));
    }
    const int scrollBar = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    m_list->setFixedWidth(std::max(leastWidth, widest + iconSize + padding + scrollBar));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setIconSize(QSize(iconSize, iconSize));
    m_list->setAccessibleName(tr("Kinds of feeds"));
    m_list->setObjectName(u"kinds"_s);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setCurrentRow(0);
}

void AddFeedDialog::setKind(const QString &kind)
{
    const QList<FeedDescription> &kinds = form().kinds();
    for (int i = 0; i < int(kinds.size()); ++i) {
        if (kinds[i].kind == kind)
            m_list->setCurrentRow(i);
    }
}

void AddFeedDialog::setAddress(const QString &address)
{
    distrust();
    const AddressGuess guess = workspace().guess(address);
    form().setAddress(guess.address.isEmpty() ? address : guess.address);
    const auto typed = TypedAddress::parse(form().address());
    showError(!guess.problem.isEmpty() ? guess.problem : guess.address.isEmpty() || typed ? QString() : typed.error());
}

Result<qint64> AddFeedDialog::apply(const FeedAddress &address, const QString &name, const Credentials &credentials)
{
    return workspace().addFeed(address, name, credentials);
}

} // namespace livebelt
