/** The pinned catalogue of models, and which of them lie on this machine. */
package io.vedette.model;
