// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/NameColors.h"
#include "ui/views/RowPainter.h"
#include "ui/views/chat/ChatFolds.h"
#include "ui/views/chat/ChatLayout.h"
#include "ui/views/chat/ChatRemovals.h"

namespace livebelt {

/// Records as a chat: see ChatLayout. Who comes and goes, and what the server says of itself, stands folded; what a
/// moderator took away stays, but grey.
class ChatRows final : public RowPainter
{
    Q_OBJECT

public:
    using RowPainter::RowPainter;

    /// What people call the one who reads: messages with it are for them.
    void setOwnNames(const QStringList &names);
    /// Whoever has spoken lately, the last one first: to be completed while one writes.
    QStringList names() const;
    /// By exact name. What they say is folded.
    void setIgnored(const QByteArray &name, bool on);

    void setStyle(const RowStyle &style) override;
    void setHighlights(const QList<ContainsTerm> &terms) override;
    void forget() override;
    std::unique_ptr<RowLayout> layOut(const RecordModel &model, int row, int width) override;
    Rows affected(const RecordModel &model, Rows changed) override;
    int lineHeight() const override { return m_setting.lineHeight; }
    bool follow(const QString &link) override;
    void addToMenu(QMenu &menu, const Record &record) override;
    QString settings() const override;
    void restore(const QString &settings) override;
    QString plainText(const Record &record) const override;

private:
    void note(const ChatLine &line, quint64 seq);
    QString dayBefore(const RecordModel &model, int row, const Record &record) const;
    void announce();

    ChatLayout::Setting m_setting;
    ChatFolds m_folds;
    ChatRemovals m_removals;
    NameColors m_colors;
    QHash<QString, quint64> m_spoke; ///< who, and the seq of the last thing they said
    QByteArray m_channel;            ///< the first one seen
    quint64 m_noted = 0;             ///< the newest record that was looked at for removals
    bool m_isAnnounced = false;
};

} // namespace livebelt
