// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// Messages of a cluster of NATS, plain or of a JetStream: nats://host/subject.>?stream=NAME. See NatsAddress, NatsJob.
FeedKind natsKind();

} // namespace livebelt
