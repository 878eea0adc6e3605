// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/KeptText.h"
#include "ui/text/ShownText.h"
#include "ui/views/RowPainter.h"
#include "ui/views/chat/ChatLine.h"

namespace livebelt {

/// One row of a chat, laid out: above it the day where one begins and what it answers, then time, channel, badges and
/// nick, and the text, wrapped.
class ChatLayout final : public RowLayout
{
public:
    struct Setting
    {
        RowStyle style;
        QStringList highlights; ///< words that a filter looks for
        QStringList ownWords;   ///< my name and what else is for me
        bool hasChannels = false;
        int lineHeight = 20;
        int margin = 8;
        int timeWidth = 40;
        int nickWidth = 100;
    };
    /// What a row says besides its record.
    struct Surroundings
    {
        QString day;  ///< begins with this row; or empty
        QString fold; ///< what is folded under this row; or empty
        QString foldLink;
        bool isFoldOpen = false;
        bool isHidden = false; ///< folded under another one
        bool isRemoved = false;
        QColor nickColor;
    };

    ChatLayout(const Record &record, const ChatLine &line, const Surroundings &surroundings, const Setting &setting,
               int width);
    /// Of a row that is not in memory.
    ChatLayout(const QString &missing, const Setting &setting, int width);

    int height() const override { return m_height; }
    void paint(QPainter &painter, const QRect &place, const RowLook &look) const override;
    QString text() const override { return m_body.said.arrived(); }
    int placeAt(const QPoint &point) const override;
    QString linkAt(const QPoint &point) const override;
    QString link() const override { return m_links.empty() ? m_foldLink : m_links.front().second; }
    QStringList spoken() const override { return m_spoken; }
    QRect partPlace(int) const override { return m_body.place; }
    bool isForMe() const { return m_isForMe; }

private:
    enum class Ink { Text, Quiet, Own };
    struct Piece
    {
        ShownText said;
        KeptText text;
        QRect place;
        Ink ink = Ink::Text;
        QColor color; ///< with Own
        bool isChip = false;
    };
    Piece piece(const QByteArray &text, const QFont &font, int room, Ink ink) const;
    int addPiece(Piece piece, int x, int y);
    void addTop(const ChatLine &line, const Surroundings &surroundings);
    void addHead(const Record &record, const ChatLine &line, const Surroundings &surroundings);
    void addBody(const Record &record, const ChatLine &line, const Surroundings &surroundings);
    QList<QTextLayout::FormatRange> bodyFormats(const Record &record, const ShownText &said);
    QRect mirrored(const QRect &rect) const;

    Setting m_setting;
    int m_width = 0;
    int m_at = 0; ///< while it is laid out: where the next piece begins
    int m_y = 0;
    std::vector<Piece> m_pieces;
    Piece m_body;
    std::vector<std::pair<TextSpan, QString>> m_links; ///< in the body as shown
    QString m_foldLink;
    QRect m_foldPlace;
    QString m_day;
    QStringList m_spoken;
    QColor m_dot; ///< valid: of a notice
    bool m_isForMe = false;
    bool m_isPrivate = false;
    int m_height = 0;
};

} // namespace livebelt
