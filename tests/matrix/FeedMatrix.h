// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/matrix/MatrixPeer.h"

#include <QObject>
#include <functional>

namespace livebelt::test {

using MakePeer = std::function<std::unique_ptr<MatrixPeer>()>;

/// The list that every kind of feed has to pass, against its real peer.
class FeedMatrix final : public QObject
{
    Q_OBJECT

public:
    explicit FeedMatrix(MakePeer makePeer) : m_makePeer(std::move(makePeer)) {}

private Q_SLOTS:
    void init();
    void cleanup();
    void keepsEveryByteAndEveryValue();
    void givesTenThousandItemsInOrderWithNoneLost();
    void comesBackAfterItsPeerHasBeenKilled();
    void goesOnAfterItsPeerHasTurnedItAway();
    void takesGarbageAndGoesOn();
    void showsAnItemWithoutItsEnd();
    void losesNothingToASlowConsumer();
    void aStopKeepsWhatHadArrived();
    void canBeDroppedInEachState();
    void leaksNothingInAThousandCycles();

private:
    void dropAfterTurns();
    void dropWhileItemsCome();
    void dropWhileThePeerIsGone();

    MakePeer m_makePeer;
    std::unique_ptr<MatrixPeer> m_peer;
};

/// The whole of a test program for one kind.
int runMatrix(int argc, char *argv[], MakePeer makePeer);

} // namespace livebelt::test
