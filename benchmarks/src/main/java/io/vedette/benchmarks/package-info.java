/** What single steps of the hot path cost, measured by JMH. */
package io.vedette.benchmarks;
