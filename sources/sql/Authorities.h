// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt {

/// The PEM file of the authorities the system trusts: the libraries of the databases want to be told. Empty where there
/// is none at the usual places.
QString systemAuthorities();

} // namespace livebelt
