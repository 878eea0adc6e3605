// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// A topic of Kafka: kafka://broker/topic?group=NAME&from=all. See KafkaAddress, KafkaJob.
FeedKind kafkaKind();

} // namespace livebelt
