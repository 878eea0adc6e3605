// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/matrix/MatrixPeer.h"

#include <QTemporaryDir>

namespace livebelt::test {

/// A journal of its own: real journal files, written by systemd-journal-remote.
class JournalPeer final : public MatrixPeer
{
public:
    JournalPeer();

    FeedKind kind() const override;
    QString start() override;
    QString address() const override { return url(QStringLiteral("lines=0")); }
    void give(int first, int count) override;
    std::optional<LawRules> law() const override;
    QString lawAddress() const override;
    void givePayloads(const std::vector<LawPayload> &payloads) override;
    bool isReady(const Records &records) const override;
    std::optional<int> number(const Record &record) const override;
    bool canBeKilled() const override { return false; } // it is files

    QString url(const QString &query) const;
    QString directory() const { return m_directory.path(); }
    /// Adds an entry in the journal export format: NAME=value, a line each. What went wrong, or nothing.
    QString write(const QByteArray &fields);
    /// The same entry as if it were of another boot: a number.
    QString writeOfBoot(int boot, const QByteArray &fields);
    /// The file that is written is put away under another name, and a new one begun.
    QString rotate();

private:
    QString append(const QByteArray &entries);
    QByteArray stamp(int boot = 1);

    QTemporaryDir m_directory;
    qint64 m_time = 0;
    int m_rotations = 0;
};

} // namespace livebelt::test
