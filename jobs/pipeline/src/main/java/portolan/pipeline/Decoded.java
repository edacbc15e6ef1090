// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

/** What became of one raw record: something the ledger understands, or a reject that says why not. */
public sealed interface Decoded permits LedgerInput, Reject {}
