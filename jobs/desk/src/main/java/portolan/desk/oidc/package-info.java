// SPDX-License-Identifier: Apache-2.0
/** Signing in at an identity provider (OpenID Connect), beside the desk's own accounts. */
@NullMarked
package portolan.desk.oidc;

import org.jspecify.annotations.NullMarked;
