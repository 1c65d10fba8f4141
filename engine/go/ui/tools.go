//go:build tools

// Package tools pins the Temporal UI server that engine/go-build.ts builds.
package tools

import _ "github.com/temporalio/ui-server/v2/cmd/server"
