/** The figures of everything, for Prometheus. */
package io.vedette.telemetry;
